import type { FormContent, FormField } from "@/lib/forms";
import { same } from "@/lib/forms/same";

type Edit = { name: string; draft: FormContent };
type Sides<T> = { base: T; mine: T; theirs: T };

/**
 * Joins two edits of one form that began from the same `base`. Where only one side changed something, that change is taken;
 * where both changed the same thing differently, mine is taken and `clash` is true.
 */
export function mergeEdits({ base, mine, theirs }: Sides<Edit>): { edit: Edit; clash: boolean } {
  let clash = false;
  const pick = <T>(sides: Sides<T>): T => {
    if (same(sides.mine, sides.base)) return sides.theirs;
    if (!same(sides.theirs, sides.base) && !same(sides.theirs, sides.mine)) clash = true;
    return sides.mine;
  };
  const part = <K extends keyof FormContent>(key: K) =>
    pick<FormContent[K]>({ base: base.draft[key], mine: mine.draft[key], theirs: theirs.draft[key] });
  const ids = (edit: Edit) => edit.draft.fields.map((field) => field.id);
  const sameFields = same(ids(base), ids(mine)) && same(ids(base), ids(theirs));
  const fields = sameFields
    ? base.draft.fields.map((field, index) => {
        const at = (edit: Edit) => edit.draft.fields[index] as FormField;
        return pick<FormField>({ base: field, mine: at(mine), theirs: at(theirs) });
      })
    : part("fields");
  const edit = {
    name: pick({ base: base.name, mine: mine.name, theirs: theirs.name }),
    draft: {
      fields,
      consent: part("consent"),
      submit_label: part("submit_label"),
      success: part("success"),
      capture: part("capture"),
      appearance: part("appearance"),
    },
  };
  return { edit, clash };
}
