import type { Metadata } from "next";
import Link from "next/link";
import { AuthFrame } from "@/components/shell/auth-frame";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Check your mail" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** After asking for a mail. Says the same whether or not the address is known. */
export default async function CheckMailPage({ searchParams }: Props) {
  const reset = (await searchParams).for === "reset";
  return (
    <AuthFrame
      title="Check your mail"
      description={
        reset
          ? "If there is an account with this address, a link to choose a new password is on its way. It works for an hour."
          : "We sent you a link to confirm your address. It works for an hour. If you have an account already, sign in instead."
      }
      footer={
        <Link className="text-primary underline underline-offset-4" href="/login">
          Back to sign in
        </Link>
      }
    >
      {env().mode === "embedded" ? (
        <p className="rounded-md bg-muted px-3 py-2 text-sm text-muted-foreground">
          This installation sends no mail to the outside. The message is a file in the folder <code>outbox</code> of its
          data, where the person who runs it can read it.
        </p>
      ) : null}
    </AuthFrame>
  );
}
