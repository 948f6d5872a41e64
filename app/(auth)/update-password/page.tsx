import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/shell/auth-frame";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { readRefusal } from "@/lib/auth/form-refusal";
import { holdsPermission } from "@/lib/auth/new-password";
import { sessionUser } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Choose a new password" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Choose a new password, after the mailed link was followed. */
export default async function UpdatePasswordPage({ searchParams }: Props) {
  const refusal = readRefusal((await searchParams).error);
  const user = await sessionUser();
  if (!user || !holdsPermission({ cookies: (await cookies()).getAll(), userId: user.id }))
    redirect("/reset?error=link");
  return (
    <AuthFrame title="Choose a new password" description={<>For {user.email}. Other devices are signed out.</>}>
      <form method="post" action="/auth/update-password" className="grid gap-4">
        <FormMessage message={refusal.message} />
        <input type="hidden" name="username" autoComplete="username" value={user.email} />
        <Field
          label="New password"
          name="password"
          required
          help="At least 10 characters."
          error={refusal.field("password")}
        >
          <Input type="password" autoComplete="new-password" minLength={10} maxLength={72} autoFocus />
        </Field>
        <Button type="submit" size="lg" className="mt-1">
          Save and sign in
        </Button>
      </form>
    </AuthFrame>
  );
}
