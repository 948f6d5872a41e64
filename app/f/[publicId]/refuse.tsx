import { FormView, type Values } from "@/components/forms/hosted/form-view";
import { HostedPage } from "@/components/forms/hosted/hosted-page";
import { AppError } from "@/lib/errors";
import type { FormContent } from "@/lib/forms";
import type { RawAnswers } from "@/lib/forms/answers";
import { trackingNames } from "@/lib/forms/prefill";
import { respond } from "./respond";

export interface Refusal {
  raw: RawAnswers;
  json: boolean;
  name: string;
  content: FormContent;
  /** Goes into the page again: a form sent twice must still be known as one. */
  token: string;
  /** One sentence per field key. */
  errors?: Record<string, string>;
  /** Names a script sent that the form does not have. */
  unknown?: string[];
  /** A sentence about the whole form. */
  message?: string;
  /** Seconds to wait, when it was sent too often. */
  wait?: number;
}

/** Shows the form again with everything that was typed, and says what to change. @throws AppError for scripts, which get JSON */
export function refuse({
  raw,
  json,
  name,
  content,
  token,
  errors = {},
  unknown = [],
  message,
  wait,
}: Refusal): Promise<Response> {
  if (json) {
    const fields = [
      ...unknown.map((path) => ({ path, message: "This form has no such field." })),
      ...Object.entries(errors).map(([path, text]) => ({ path, message: text })),
    ];
    throw new AppError(wait === undefined ? "validation" : "rate_limited", message ?? "Some answers are not valid.", {
      ...(fields.length > 0 ? { fields } : {}),
      retryAfterSeconds: wait,
    });
  }
  const hidden: Record<string, string> = { _token: token };
  const own = content.fields.filter((field) => field.type === "hidden").map((field) => field.key);
  for (const key of [...trackingNames, ...own]) {
    const value = raw[key];
    if (typeof value === "string" && value) hidden[key] = value;
  }
  const title = content.appearance.title || name;
  return respond({
    status: wait === undefined ? 422 : 429,
    leaves: content.success.type === "redirect",
    headers: wait === undefined ? {} : { "retry-after": String(wait) },
    page: (
      <HostedPage title={Object.keys(errors).length > 0 ? `Please check: ${title}` : title}>
        <FormView content={content} name={name} values={typed(raw)} errors={errors} message={message} hidden={hidden} />
      </HostedPage>
    ),
  });
}

function typed(raw: RawAnswers): Values {
  return Object.fromEntries(
    Object.entries(raw).filter(
      (entry): entry is [string, string | string[]] => typeof entry[1] === "string" || Array.isArray(entry[1]),
    ),
  );
}
