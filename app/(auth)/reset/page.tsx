import type { Metadata } from "next";
import Link from "next/link";
import { AuthFrame } from "@/components/shell/auth-frame";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readRefusal } from "@/lib/auth/form-refusal";
import { readTyped } from "@/lib/auth/typed";

export const metadata: Metadata = { title: "Reset your password" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Asks for the link to choose a new password. */
export default async function ResetPage({ searchParams }: Props) {
  const { error } = await searchParams;
  const refusal = readRefusal(error);
  const typed = error ? await readTyped() : {};
  return (
    <AuthFrame
      title="Reset your password"
      description="We send you a link to choose a new one."
      footer={
        <Link className="text-primary underline underline-offset-4" href="/login">
          Back to sign in
        </Link>
      }
    >
      <form method="post" action="/auth/reset" className="grid gap-4">
        <FormMessage message={refusal.message} />
        <Field label="Email" name="email" required error={refusal.field("email")}>
          <Input type="email" autoComplete="username" defaultValue={typed.email} autoFocus />
        </Field>
        <Button type="submit" size="lg" className="mt-1">
          Send the link
        </Button>
      </form>
    </AuthFrame>
  );
}
