import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/shell/auth-frame";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readRefusal } from "@/lib/auth/form-refusal";
import { safeNext } from "@/lib/auth/next-path";
import { sessionUser } from "@/lib/auth/session";
import { readTyped } from "@/lib/auth/typed";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Sign in with email and password; whoever is signed in already goes on. */
export default async function LoginPage({ searchParams }: Props) {
  const { error, next: wanted } = await searchParams;
  const next = safeNext(typeof wanted === "string" ? wanted : null);
  if (await sessionUser()) redirect(next);
  const refusal = readRefusal(error);
  const typed = error ? await readTyped() : {};
  return (
    <AuthFrame
      title="Sign in"
      footer={
        <>
          New here?{" "}
          <Link className="text-primary underline underline-offset-4" href="/signup">
            Create an account
          </Link>
        </>
      }
    >
      <form method="post" action="/auth/login" className="grid gap-4">
        <FormMessage message={refusal.message} />
        <input type="hidden" name="next" value={next} />
        <Field label="Email" name="email" required error={refusal.field("email")}>
          <Input type="email" autoComplete="username" defaultValue={typed.email} autoFocus={!typed.email} />
        </Field>
        <Field
          label="Password"
          name="password"
          required
          error={refusal.field("password")}
          aside={
            <Link className="text-primary underline underline-offset-4" href="/reset">
              Forgot it?
            </Link>
          }
        >
          <Input type="password" autoComplete="current-password" autoFocus={Boolean(typed.email)} />
        </Field>
        <Button type="submit" size="lg" className="mt-1">
          Sign in
        </Button>
      </form>
    </AuthFrame>
  );
}
