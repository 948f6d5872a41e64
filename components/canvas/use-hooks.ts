"use client";
import useSWR from "swr";
import type { KnownPayload } from "@/components/canvas/variables";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { hooks as calls, type HookAnswer } from "@/lib/api/contracts/hooks";
import type { Graph } from "@/lib/engine/graph";

/** The workspace's webhook addresses. Viewers may not see them: who knows one can post to it. */
export function useHooks() {
  const api = useApi();
  const { slug, role } = useWorkspace();
  const { data, isLoading, mutate } = useSWR(role === "viewer" ? null : ["canvas-hooks", slug], () =>
    api(calls.list, { limit: 200 }),
  );
  return { hooks: data?.data ?? none, loading: isLoading, reload: mutate };
}

/** What the hooks of a workflow (`hooksOf`) received last, newest first. */
export function useDeliveries(hookId: string) {
  const api = useApi();
  const { role } = useWorkspace();
  const asked = hookId !== "" && role !== "viewer";
  // A sender is usually tried out while this is open.
  return useSWR(asked ? ["canvas-deliveries", hookId] : null, () => api(calls.deliveries, { id: hookId }), {
    refreshInterval: 5000,
  });
}

/** The last payload of each hook that starts a workflow, so that its fields can be chosen. */
export function usePayloads(hookIds: string): KnownPayload[] {
  const api = useApi();
  const { role } = useWorkspace();
  const { data } = useSWR(hookIds === "" || role === "viewer" ? null : ["canvas-payloads", hookIds], async () => {
    const found = await Promise.allSettled(hookIds.split(" ").map((id) => api(calls.deliveries, { id })));
    return found.flatMap((result, n): KnownPayload[] => {
      const last =
        result.status === "fulfilled" ? result.value.data.find(({ payload }) => payload !== null) : undefined;
      return last ? [{ hookId: hookIds.split(" ")[n]!, payload: last.payload }] : [];
    });
  });
  return data ?? noPayloads;
}

/** Ids of the hooks that start a workflow, with spaces between: a text, so that other edits of the graph leave it the same. */
export function hooksOf(graph: Graph): string {
  const ids = graph.nodes.flatMap(({ config }) =>
    typeof config.hookId === "string" && config.hookId ? [config.hookId] : [],
  );
  return [...new Set(ids)].join(" ");
}

const none: HookAnswer[] = [];
const noPayloads: KnownPayload[] = [];
