import type { z } from "zod";
import type { FieldError } from "@/lib/errors";

/** Turns zod's issues into one plain sentence per field; paths are dotted from the root. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        path: path ? `${path}.${key}` : key,
        message: "This field is not known here.",
      }));
    return [{ path, message: words(issue) }];
  });
}

function words(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.input === undefined) return "This field is required.";
  if (issue.code === "invalid_type") return `Expected ${issue.expected}.`;
  if (issue.code === "too_small" && issue.origin === "string" && Number(issue.minimum) === 1)
    return "This field must not be empty.";
  if (issue.code === "invalid_format" && issue.format === "email") return "This is not an email address.";
  if (issue.code === "invalid_format" && issue.format === "uuid") return "This is not an id.";
  if (issue.code === "invalid_value") return `Must be one of: ${issue.values.map(String).join(", ")}.`;
  return issue.message.endsWith(".") ? issue.message : `${issue.message}.`;
}
