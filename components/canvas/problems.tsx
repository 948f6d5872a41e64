"use client";
import { createContext, useContext, useDeferredValue, useMemo } from "react";
import { useCanvas } from "@/components/canvas/store";
import type { WorkflowProblem } from "@/lib/api/contracts/workflows";
import { validateGraph } from "@/lib/engine/validate";
import { registry } from "@/lib/nodes/registry";

export interface CanvasProblem {
  severity: "error" | "warning";
  nodeId: string | null;
  /** Inside the node, such as `config.subject`; of the workspace, such as `workspace.sender_name`; or "". */
  path: string;
  message: string;
}

type Known = { list: CanvasProblem[]; byNode: ReadonlyMap<string, CanvasProblem[]> };
const nothing: Known = { list: [], byNode: new Map() };
const ProblemsContext = createContext<Known>(nothing);
export const ProblemsProvider = ProblemsContext.Provider;

/**
 * What is wrong with the graph on screen: what the engine sees at once, joined by what only the server knows (forms that
 * are not published, a sender that is not set), which is as old as the last save.
 */
export function useGraphProblems(server: WorkflowProblem[]): Known {
  const graph = useDeferredValue(useCanvas((state) => state.graph));
  return useMemo(() => {
    if (graph.nodes.length === 0) return nothing;
    const list: CanvasProblem[] = validateGraph({ graph, registry }).map(({ severity, nodeId, path, message }) => ({
      severity,
      nodeId: nodeId ?? null,
      path: path ?? "",
      message,
    }));
    const seen = new Set(list.map(nameOf));
    for (const problem of server) {
      const path = problem.path.replace(/^draft(\.nodes\.\d+)?\.?/, "");
      const own = { severity: problem.severity, nodeId: problem.node_id, path, message: problem.message };
      const alive = own.nodeId === null || graph.nodes.some((node) => node.id === own.nodeId);
      if (alive && serversOwn.has(problem.code) && !seen.has(nameOf(own))) list.push(own);
    }
    const byNode = new Map<string, CanvasProblem[]>();
    for (const problem of list)
      if (problem.nodeId) byNode.set(problem.nodeId, [...(byNode.get(problem.nodeId) ?? []), problem]);
    return { list, byNode };
  }, [graph, server]);
}

export const useProblems = () => useContext(ProblemsContext);

/** Errors and warnings of one step, or undefined when it has none. */
export function useProblemCount(nodeId: string) {
  const problems = useContext(ProblemsContext).byNode.get(nodeId);
  return useMemo(() => {
    if (!problems) return undefined;
    const errors = problems.filter((problem) => problem.severity === "error").length;
    return { errors, warnings: problems.length - errors };
  }, [problems]);
}

/** Everything else the browser finds itself, and sooner. */
const serversOwn = new Set(["form_unpublished", "unknown_form", "sender_incomplete"]);
const nameOf = ({ nodeId, path, message }: CanvasProblem) => `${nodeId} ${path} ${message}`;
