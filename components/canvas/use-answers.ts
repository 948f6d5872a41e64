"use client";
import useSWR from "swr";
import type { KnownAnswers } from "@/components/canvas/variables";
import { useApi } from "@/components/shell/api-provider";
import { forms } from "@/lib/api/contracts/forms";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";

/** The fields of the forms that start a workflow (`formsOf`), for variables, conditions and cards. Read once for all who ask. */
export function useAnswers(formIds: string): { answers: KnownAnswers[]; loading: boolean } {
  const api = useApi();
  const { data, isLoading } = useSWR(formIds === "" ? null : ["canvas-answers", formIds], async () => {
    const ids = formIds.split(" ");
    const found = await Promise.allSettled(ids.map((id) => api(forms.get, { id })));
    return found.flatMap((result) =>
      result.status === "fulfilled" ? [{ formId: result.value.id, fields: result.value.draft.fields }] : [],
    );
  });
  return { answers: data ?? none, loading: isLoading };
}

/** Ids of the forms that start a workflow, with spaces between: a text, so that other edits of the graph leave it the same. */
export function formsOf(graph: Graph): string {
  const ids = graph.nodes.flatMap(({ type, config }) =>
    registry.get(type)?.kind === "trigger" && typeof config.formId === "string" && config.formId ? [config.formId] : [],
  );
  return [...new Set(ids)].join(" ");
}

const none: KnownAnswers[] = [];
