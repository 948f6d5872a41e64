import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/shell/auth-frame";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Confirm", referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * Where the links of sign-in mails lead. Opening it changes nothing, because mail scanners open links too: the button does.
 */
export default async function ConfirmPage({ searchParams }: Props) {
  const { token_hash: token, type } = await searchParams;
  if (typeof token !== "string" || typeof type !== "string") redirect("/login?error=link");
  const recovery = type === "recovery";
  return (
    <AuthFrame
      title={recovery ? "Reset your password" : "Confirm your address"}
      description={recovery ? "One more step, then you choose a new password." : "One more step, then you are in."}
    >
      <form method="post" action="/auth/confirm/verify" className="grid">
        <input type="hidden" name="token_hash" value={token} />
        <input type="hidden" name="type" value={type} />
        <Button type="submit" size="lg">
          {recovery ? "Go on" : "Confirm and sign in"}
        </Button>
      </form>
    </AuthFrame>
  );
}
