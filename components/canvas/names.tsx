"use client";
import { createContext, useContext, useMemo } from "react";
import useSWR from "swr";
import { useThings } from "@/components/canvas/things";
import { useAnswers } from "@/components/canvas/use-answers";
import { useHooks } from "@/components/canvas/use-hooks";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { forms } from "@/lib/api/contracts/forms";
import type { NameLookup } from "@/lib/nodes/define-node";

const none: NameLookup = () => undefined;
const NamesContext = createContext<NameLookup>(none);
export const NamesProvider = NamesContext.Provider;

/** Turns ids in settings into names, for the sentences on cards. */
export const useNames = () => useContext(NamesContext);

/** The workspace's forms, newest first, for pickers and names. */
export function useForms() {
  const api = useApi();
  const { slug } = useWorkspace();
  return useSWR(["canvas-forms", slug], () => api(forms.list, { limit: 200 }), { revalidateOnFocus: true });
}

/** The look-up of names that cards need, fetched once. `formIds`: the forms that start the workflow, see `formsOf`. */
export function useFormNames(formIds: string): NameLookup {
  const { data } = useForms();
  const { answers } = useAnswers(formIds);
  const { hooks } = useHooks();
  const { things: segments } = useThings("segment");
  const { things: workflows } = useThings("workflow");
  const { things: members } = useThings("member");
  return useMemo(() => {
    const named: Record<string, Map<string, string>> = {};
    for (const [kind, things] of Object.entries({ segment: segments, workflow: workflows, member: members }))
      named[kind] = new Map(things.map((thing) => [thing.id, thing.name]));
    const byId = new Map(data?.data.map((form) => [form.id, form.name]));
    const choices = new Map<string, string>(
      answers.flatMap(({ fields }) =>
        fields.flatMap(({ key, options }) =>
          options.map(({ value, label }) => [`trigger.answers.${key} ${value}`, label] as const),
        ),
      ),
    );
    const hookNames = new Map(hooks.map((hook) => [hook.id, hook.name]));
    return (kind, id) =>
      kind === "form"
        ? byId.get(id)
        : kind === "hook"
          ? hookNames.get(id)
          : kind === "choice"
            ? choices.get(id)
            : named[kind]?.get(id);
  }, [data, answers, hooks, segments, workflows, members]);
}
