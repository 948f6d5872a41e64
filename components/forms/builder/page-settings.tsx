"use client";
import type { ApiProblem } from "@/components/shell/api-error";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioItem } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import type { FormContent } from "@/lib/forms";
import { formProblems } from "@/lib/forms/problems";

type Props = { content: FormContent; problem: ApiProblem | null; onChange: (content: FormContent) => void };

/** What surrounds the fields: title, introduction, consent, button, and what comes after sending. */
export function PageSettings({ content, problem, onChange }: Props) {
  const { appearance, consent, success } = content;
  const said = [...(problem?.fields ?? []), ...formProblems(content)];
  const errorOf = (path: string) => said.find((one) => one.path === `draft.${path}`)?.message;
  const look = (change: Partial<typeof appearance>) =>
    onChange({ ...content, appearance: { ...appearance, ...change } });
  const agree = (change: Partial<typeof consent>) => onChange({ ...content, consent: { ...consent, ...change } });
  const after = (change: Partial<typeof success>) => onChange({ ...content, success: { ...success, ...change } });
  return (
    <>
      <h2 className="font-semibold">Page</h2>
      <Field label="Title" optional>
        <Input value={appearance.title} maxLength={200} onChange={(event) => look({ title: event.target.value })} />
      </Field>
      <Field label="Introduction" optional>
        <Textarea value={appearance.intro} maxLength={2000} onChange={(event) => look({ intro: event.target.value })} />
      </Field>
      <Field label="Button" error={errorOf("submit_label")}>
        <Input
          value={content.submit_label}
          maxLength={60}
          onChange={(event) => onChange({ ...content, submit_label: event.target.value })}
        />
      </Field>
      <div className="grid gap-3 border-t pt-4">
        <h3 className="font-semibold" id="consent-mode">
          Consent to marketing email
        </h3>
        <RadioGroup
          aria-labelledby="consent-mode"
          value={consent.mode}
          onValueChange={(mode) => agree({ mode: mode as typeof consent.mode })}
        >
          <RadioItem value="none" label="Do not ask" />
          <RadioItem value="box" label="A box to tick" />
          <RadioItem value="notice" label="A notice" help="Sending the form agrees to the words shown." />
        </RadioGroup>
        {consent.mode === "none" ? null : (
          <Field
            label="Words"
            error={errorOf("consent.text")}
            help="Kept with each submission as proof. A contact who unsubscribed stays unsubscribed."
          >
            <Textarea value={consent.text} maxLength={2000} onChange={(event) => agree({ text: event.target.value })} />
          </Field>
        )}
        {consent.mode === "box" ? (
          <CheckField
            label="The box must be ticked"
            help="In many countries agreeing to marketing must be free: leave this off unless you are sure."
            checked={consent.required}
            onCheckedChange={(on) => agree({ required: on === true })}
          />
        ) : null}
      </div>
      <div className="grid gap-3 border-t pt-4">
        <h3 className="font-semibold" id="after-sending">
          After sending
        </h3>
        <RadioGroup
          aria-labelledby="after-sending"
          value={success.type}
          onValueChange={(type) => after({ type: type as typeof success.type })}
        >
          <RadioItem value="message" label="Show a message" />
          <RadioItem value="redirect" label="Go to another page" />
        </RadioGroup>
        {success.type === "message" ? (
          <Field label="Message" error={errorOf("success.message")}>
            <Textarea
              value={success.message}
              maxLength={2000}
              onChange={(event) => after({ message: event.target.value })}
            />
          </Field>
        ) : (
          <Field label="Address" error={errorOf("success.url")}>
            <Input
              type="url"
              inputMode="url"
              placeholder="https://"
              value={success.url}
              maxLength={2000}
              onChange={(event) => after({ url: event.target.value })}
            />
          </Field>
        )}
      </div>
    </>
  );
}
