"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { readApiError } from "./api-error";

type State = { message: string | null; fields: Record<string, string>; round: number };
const clean: State = { message: null, fields: {}, round: 0 };

/**
 * Errors of a form as the API names them. Put `ref` on the <form>, `errorOf(name)` on each `Field`, and
 * `<FormMessage message={message} />` at its top; call `show(thrown)` with whatever the call threw.
 * Focus moves to the first wrong field, or to the message when no field is named.
 */
export function useFormErrors() {
  const ref = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<State>(clean);

  const show = useCallback((thrown: unknown) => {
    const problem = readApiError(thrown);
    const fields: Record<string, string> = {};
    const homeless: string[] = [];
    for (const field of problem.fields) {
      const place = placeOf({ form: ref.current, path: field.path });
      if (place) fields[place] ??= field.message;
      else homeless.push(field.message);
    }
    const named = Object.keys(fields).length > 0;
    const message = homeless.length > 0 ? homeless.join(" ") : named ? null : problem.message;
    setState((before) => ({ message, fields, round: before.round + 1 }));
  }, []);

  /** Sets errors found in the browser, by field name. */
  const setFields = useCallback((fields: Record<string, string>) => {
    setState((before) => ({ message: null, fields, round: before.round + 1 }));
  }, []);

  const clear = useCallback((name?: string) => {
    setState((before) => {
      if (name === undefined)
        return before.message || Object.keys(before.fields).length ? { ...clean, round: before.round } : before;
      if (!(name in before.fields)) return before;
      const { [name]: _gone, ...fields } = before.fields;
      return { ...before, fields };
    });
  }, []);

  const { round } = state;
  useEffect(() => {
    if (round === 0) return;
    const form = ref.current;
    const field = form?.querySelector<HTMLElement>("[aria-invalid='true']");
    (field ?? form?.querySelector<HTMLElement>("[data-form-message]"))?.focus();
  }, [round]);

  const errorOf = useCallback((name: string) => state.fields[name], [state.fields]);
  return { ref, message: state.message, errorOf, show, setFields, clear };
}

/** The field a message belongs to: the one of that name, or the one that holds it, as "hosts" does "hosts.2". Null when there is none. */
function placeOf({ form, path }: { form: HTMLFormElement | null; path: string }): string | null {
  if (!form) return path;
  for (let name = path; name; name = name.slice(0, Math.max(0, name.lastIndexOf("."))))
    if (form.querySelector(`[data-field="${CSS.escape(name)}"]`)) return name;
  return null;
}
