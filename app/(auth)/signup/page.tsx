import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { TimeZoneField } from "@/components/settings/time-zone-field";
import { AuthFrame } from "@/components/shell/auth-frame";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readRefusal } from "@/lib/auth/form-refusal";
import { sessionUser } from "@/lib/auth/session";
import { readTyped } from "@/lib/auth/typed";

export const metadata: Metadata = { title: "Create an account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Make an account; a workspace comes with it. */
export default async function SignupPage({ searchParams }: Props) {
  const { error } = await searchParams;
  if (await sessionUser()) redirect("/w");
  const refusal = readRefusal(error);
  const typed = error ? await readTyped() : {};
  return (
    <AuthFrame
      title="Create an account"
      description="You get a workspace of your own with it."
      footer={
        <>
          Already have one?{" "}
          <Link className="text-primary underline underline-offset-4" href="/login">
            Sign in
          </Link>
        </>
      }
    >
      <form method="post" action="/auth/signup" className="grid gap-4">
        <FormMessage message={refusal.message} />
        <TimeZoneField />
        <Field label="Name" name="name" required error={refusal.field("name")}>
          <Input autoComplete="name" maxLength={80} defaultValue={typed.name} autoFocus />
        </Field>
        <Field label="Email" name="email" required error={refusal.field("email")}>
          <Input type="email" autoComplete="username" maxLength={254} defaultValue={typed.email} />
        </Field>
        <Field
          label="Password"
          name="password"
          required
          help="At least 10 characters."
          error={refusal.field("password")}
        >
          <Input type="password" autoComplete="new-password" minLength={10} maxLength={72} />
        </Field>
        <Button type="submit" size="lg" className="mt-1">
          Create account
        </Button>
      </form>
    </AuthFrame>
  );
}
