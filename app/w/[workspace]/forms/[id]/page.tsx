import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { FormScreen, type FormTab } from "@/components/forms/form-screen";
import { idParams } from "@/lib/api/contract";
import { memberPage } from "@/lib/auth/page";
import { AppError } from "@/lib/errors";
import { getForm } from "@/lib/services/forms/get-form";

type Props = {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load(params)).name };
}

/** One form: builder, submissions, settings. */
export default async function FormPage({ params, searchParams }: Props) {
  const form = await load(params);
  const { tab, submission } = await searchParams;
  const tabs: FormTab[] = ["build", "submissions", "settings"];
  return (
    <FormScreen
      key={form.id}
      initial={form}
      tab={tabs.find((one) => one === tab) ?? "build"}
      submission={idParams.shape.id.safeParse(submission).success ? submission : undefined}
    />
  );
}

const load = cache(async (params: Props["params"]) => {
  const { read } = await memberPage(params);
  const id = idParams.safeParse({ id: (await params).id });
  if (!id.success) notFound();
  try {
    return await read(({ ctx }) => getForm({ ctx, input: id.data }));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
