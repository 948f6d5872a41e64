import { focused, Wrong } from "@/components/forms/hosted/field-view";
import type { FormContent } from "@/lib/forms";

type Props = { consent: FormContent["consent"]; ticked: boolean; error?: string; focus?: boolean };

/** The words a visitor agrees to: beside a box to tick, or as a notice above the button. */
export function Consent({ consent, ticked, error, focus }: Props) {
  if (consent.mode === "none") return null;
  if (consent.mode === "notice") return <p className="lf-notice">{consent.text}</p>;
  return (
    <div className="lf-field">
      <label className="lf-choice">
        <input
          type="checkbox"
          id="f-_consent"
          name="_consent"
          value="on"
          defaultChecked={ticked}
          required={consent.required}
          {...(focus ? focused : {})}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "f-_consent-wrong" : undefined}
        />
        <span>{consent.text}</span>
      </label>
      <Wrong id="f-_consent-wrong" error={error} />
    </div>
  );
}
