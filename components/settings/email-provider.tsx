"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Facts } from "@/components/shell/facts";
import { FormMessage } from "@/components/shell/form-message";
import { RelativeTime } from "@/components/shell/relative-time";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { connections as calls } from "@/lib/api/contracts/connections";

type Props = { connections: z.output<typeof calls.list.response> };

const sentences = {
  local: "No provider is connected. Mail is delivered to the built-in mailbox of this installation and to nobody else.",
  resend: "Email goes out through Resend.",
  none: "No provider is connected, so this workspace cannot send email. Steps that send are marked as failed.",
} as const;

/** Says who delivers email, and connects or disconnects Resend. The API key is never shown again. */
export function EmailProvider({ connections }: Props) {
  const api = useApi();
  const router = useRouter();
  const { role } = useWorkspace();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const resend = connections.data.find((connection) => connection.provider === "resend");
  const locked = role !== "owner" && role !== "admin";

  async function connect(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    errors.clear();
    try {
      await api(calls.connect, { provider: "resend", api_key: String(new FormData(form).get("api_key") ?? "") });
      form.reset();
      toast.success(resend ? "The API key was replaced." : "Resend is connected.");
      router.refresh();
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="grid max-w-2xl gap-5">
      <Card>
        <CardHeader>
          <CardTitle>Delivery</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          <p>{sentences[connections.email_provider]}</p>
          {resend ? <Facts items={[{ label: "Connected", value: <RelativeTime at={resend.created_at} /> }]} /> : null}
        </CardContent>
        {resend && !locked ? (
          <CardFooter>
            <ConfirmDialog
              trigger={<Button variant="outline">Disconnect Resend</Button>}
              title="Disconnect Resend?"
              description="The API key is deleted. Mails that are being sent right now fail, and their steps say so."
              actionLabel="Disconnect Resend"
              onConfirm={async () => {
                await api(calls.disconnect, { provider: "resend" });
                toast.success("Resend was disconnected.");
                router.refresh();
              }}
            />
          </CardFooter>
        ) : null}
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{resend ? "Replace the Resend API key" : "Connect Resend"}</CardTitle>
        </CardHeader>
        <form ref={errors.ref} onSubmit={connect} noValidate>
          <fieldset disabled={locked}>
            <CardContent className="grid gap-4">
              <FormMessage message={errors.message} />
              {locked ? (
                <p className="text-muted-foreground">Only an admin or the owner can connect a provider.</p>
              ) : null}
              <Field
                label="API key"
                name="api_key"
                required
                help="A key with sending access, made in Resend. It is stored encrypted and never shown again."
                error={errors.errorOf("api_key")}
              >
                <Input type="password" autoComplete="off" />
              </Field>
            </CardContent>
            <CardFooter>
              <Button type="submit" busy={busy} disabled={locked}>
                {resend ? "Replace key" : "Connect Resend"}
              </Button>
            </CardFooter>
          </fieldset>
        </form>
      </Card>
    </div>
  );
}
