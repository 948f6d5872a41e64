import type { ReactNode } from "react";
import { Consent } from "@/components/forms/hosted/consent";
import { FieldView } from "@/components/forms/hosted/field-view";
import type { FormContent, FormField } from "@/lib/forms";

/** What an input holds, by field key: texts, or several for choices. */
export type Values = Record<string, string | string[]>;

type Props = {
  content: FormContent;
  /** Stands in for a missing title, for screen readers. */
  name: string;
  values: Values;
  /** One sentence per field key; `_consent` for the consent box. */
  errors?: Record<string, string>;
  /** A sentence about the whole form. */
  message?: string | null;
  /** Hidden inputs of the real page. */
  hidden?: Record<string, string>;
  /** Draws the fields only, for the builder: no form element that could be sent. */
  preview?: boolean;
  /** Puts something around a field, such as what selects it in the builder. */
  around?: (args: { field: FormField; index: number; children: ReactNode }) => ReactNode;
};

/** The form as visitors see it; works without scripts. The hosted page and the builder's preview both draw it. */
export function FormView({ content, name, values, errors = {}, message, hidden = {}, preview, around }: Props) {
  const wrong = Object.keys(errors);
  const fields = content.fields.map((field, index) => {
    if (field.type === "hidden" && !preview) return null;
    const children = (
      <FieldView
        field={field}
        value={values[field.key] ?? ""}
        error={errors[field.key]}
        focus={wrong[0] === field.key}
      />
    );
    return <FieldSlot key={field.id}>{around ? around({ field, index, children }) : children}</FieldSlot>;
  });
  const body = (
    <>
      {fields}
      <Consent
        consent={content.consent}
        ticked={values._consent === "on"}
        error={errors._consent}
        focus={wrong[0] === "_consent"}
      />
      <button className="lf-button" type={preview ? "button" : "submit"}>
        {content.submit_label || "Send"}
      </button>
    </>
  );
  const { title, intro } = content.appearance;
  // In the builder the page around it has its own first heading.
  const Title = preview ? "h2" : "h1";
  return (
    <>
      <Title className={title ? "lf-title" : "lf-trap"}>{title || name}</Title>
      {intro ? <p className="lf-intro">{intro}</p> : null}
      <Summary content={content} errors={errors} message={message} />
      {preview ? (
        <div className="lf-form">{body}</div>
      ) : (
        <form className="lf-form" method="post" acceptCharset="utf-8">
          {Object.entries(hidden).map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
          <div className="lf-trap" aria-hidden="true">
            <label htmlFor="lf-homepage">Leave this empty</label>
            <input id="lf-homepage" name="_homepage" type="text" tabIndex={-1} autoComplete="off" />
          </div>
          {body}
        </form>
      )}
    </>
  );
}

/** Gives a wrapped field its key without an element of its own. */
function FieldSlot({ children }: { children: ReactNode }) {
  return children;
}

function Summary({ content, errors = {}, message }: Pick<Props, "content" | "errors" | "message">) {
  const wrong = Object.entries(errors);
  if (!message && wrong.length === 0) return null;
  const title =
    message ?? (wrong.length === 1 ? "One answer needs another look." : `${wrong.length} answers need another look.`);
  const label = (key: string) =>
    content.fields.find((field) => field.key === key)?.label || (key === "_consent" ? "Agreement" : key);
  return (
    <div className="lf-summary" role="alert">
      <p className="lf-summary-title">{title}</p>
      {wrong.length > 0 ? (
        <ul>
          {wrong.map(([key, text]) => (
            <li key={key}>
              <a href={`#f-${key}`}>{label(key)}</a>: {text}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
