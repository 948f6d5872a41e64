import type { Metadata } from "next";
import { FormList } from "@/components/forms/form-list";
import { NewFormButton } from "@/components/forms/new-form-button";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/shell/page-header";
import { forms } from "@/lib/api/contracts/forms";
import { memberPage } from "@/lib/auth/page";
import { listForms } from "@/lib/services/forms/list-forms";

export const metadata: Metadata = { title: "Forms" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, string | undefined>> };

/** The forms of the workspace. */
export default async function FormsPage({ params, searchParams }: Props) {
  const { read, workspace } = await memberPage(params);
  const { status, search } = await searchParams;
  const parsed = forms.list.query.safeParse({
    status: status || undefined,
    search: search || undefined,
    count: "exact",
  });
  const input = parsed.success ? parsed.data : forms.list.query.parse({ count: "exact" });
  const { count, ...initial } = await read(({ ctx }) => listForms({ ctx, input }));
  return (
    <PageBody wide>
      <PageHeader title="Forms" count={count} action={workspace.role === "viewer" ? undefined : <NewFormButton />} />
      <FormList initial={initial} filters={{ status: input.status, search: input.search }} />
    </PageBody>
  );
}
