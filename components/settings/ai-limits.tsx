"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Progress } from "@/components/ui/progress";
import { type AiUsageAnswer, ai } from "@/lib/api/contracts/ai";

type Props = { usage: AiUsageAnswer };

const dollars = (micros: number) =>
  (micros / 1e6).toLocaleString("en", { style: "currency", currency: "USD", maximumFractionDigits: 4 });
const share = ({ used, limit }: { used: number; limit: number }) =>
  limit > 0 ? Math.min(100, Math.round((100 * used) / limit)) : 100;

/** What AI steps used of their limits, and the limits themselves, which an admin may change. */
export function AiLimits({ usage }: Props) {
  const api = useApi();
  const router = useRouter();
  const { role } = useWorkspace();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const locked = role !== "owner" && role !== "admin";
  const { limits } = usage;

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    errors.clear();
    try {
      await api(ai.limit, {
        tokens_per_day: Number(typed.get("tokens_per_day")),
        cost_micros_per_month: Math.round(Number(typed.get("cost_micros_per_month")) * 1e6),
      });
      toast.success("The limits were saved.");
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
          <CardTitle>Use of AI</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4">
          <p>{whoAnswers(usage)}</p>
          <Meter
            label="Tokens today"
            words={`${usage.tokens_today.toLocaleString("en")} of ${limits.tokens_per_day.toLocaleString("en")}`}
            percent={share({ used: usage.tokens_today, limit: limits.tokens_per_day })}
          />
          <Meter
            label="Cost this month"
            words={`${dollars(usage.cost_micros_this_month)} of ${dollars(limits.cost_micros_per_month)}`}
            percent={share({ used: usage.cost_micros_this_month, limit: limits.cost_micros_per_month })}
          />
          <p className="text-muted-foreground">
            What is on its way counts with the most it may use. Over a limit, a step fails before anything is asked.
          </p>
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Limits</CardTitle>
        </CardHeader>
        <form ref={errors.ref} onSubmit={save} noValidate>
          <fieldset disabled={locked}>
            <CardContent className="grid gap-4">
              <FormMessage message={errors.message} />
              {locked ? (
                <p className="text-muted-foreground">Only an admin or the owner can change the limits.</p>
              ) : null}
              <div className="grid gap-4 sm:grid-cols-2">
                <Field label="Tokens a day" name="tokens_per_day" required error={errors.errorOf("tokens_per_day")}>
                  <Input type="number" inputMode="numeric" min={0} step={1} defaultValue={limits.tokens_per_day} />
                </Field>
                <Field
                  label="US dollars a month"
                  name="cost_micros_per_month"
                  required
                  error={errors.errorOf("cost_micros_per_month")}
                >
                  <Input
                    type="number"
                    inputMode="decimal"
                    min={0}
                    step="any"
                    defaultValue={limits.cost_micros_per_month / 1e6}
                  />
                </Field>
              </div>
            </CardContent>
            <CardFooter>
              <Button type="submit" busy={busy} disabled={locked}>
                Save limits
              </Button>
            </CardFooter>
          </fieldset>
        </form>
      </Card>
    </div>
  );
}

function Meter({ label, words, percent }: { label: string; words: string; percent: number }) {
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-3 text-sm">
        <span className="font-medium">{label}</span>
        <span className="tabular-nums text-muted-foreground">{words}</span>
      </div>
      <Progress label={label} value={percent} />
    </div>
  );
}

function whoAnswers({ provider, model, price_known }: AiUsageAnswer): string {
  if (provider === "none") return "No language model is connected, so steps that use AI fail.";
  if (provider === "local")
    return "No language model is connected. A local stand-in answers: it is no AI, and its texts say so.";
  const known = price_known
    ? ""
    : " Its price is not known here: no cost is shown, and limits count it as the dearest model that is. Give its prices with the connection to change that.";
  return `Answers come from ${model}.${known}`;
}
