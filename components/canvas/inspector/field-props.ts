import type { FieldSchema } from "@/components/canvas/inspector/schema";

/** What every control of the inspector is given. */
export interface FieldProps {
  name: string;
  schema: FieldSchema;
  /** Path inside `config`. */
  path: string;
  value: unknown;
  onChange: (next: unknown, path: string) => void;
}
