"use client";
import { useReactFlow } from "@xyflow/react";
import { ChevronDown, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { plain } from "@/components/canvas/inspector/context";
import { motion } from "@/components/canvas/motion";
import { nodeTitle } from "@/components/canvas/node-words";
import { type CanvasProblem, useProblems } from "@/components/canvas/problems";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { useWorkspace } from "@/components/shell/api-provider";
import { cn } from "@/components/ui/cn";
import { indexGraph } from "@/lib/engine/graph-index";

/** What stands in the way of publishing, at the foot of the canvas; choosing a problem leads to its field. */
export function ProblemsPanel() {
  const store = useCanvasStore();
  const open = useCanvas((state) => state.problemsOpen);
  const graph = useCanvas((state) => state.graph);
  const { list } = useProblems();
  const jump = useJump();
  const { slug } = useWorkspace();
  const errors = list.filter((problem) => problem.severity === "error").length;
  if (graph.nodes.length === 0) return null;
  const words =
    list.length === 0
      ? "No problems"
      : [count(errors, "problem"), count(list.length - errors, "warning")].filter(Boolean).join(", ");
  const Icon = errors > 0 ? CircleAlert : list.length > 0 ? TriangleAlert : CircleCheck;
  return (
    <section aria-label="Problems" className="shrink-0 border-t bg-card">
      <button
        type="button"
        aria-expanded={open}
        className="flex h-9 w-full items-center gap-2 px-4 text-left text-sm hover:bg-accent focus-visible:-outline-offset-2"
        onClick={() => store.getState().setUi({ problemsOpen: !open, revealProblems: true })}
      >
        <Icon
          aria-hidden
          className={cn("size-4", errors > 0 ? "text-failed" : list.length > 0 ? "text-waiting" : "text-done")}
        />
        {words}
        <ChevronDown
          aria-hidden
          className={cn("ml-auto size-4 text-muted-foreground transition-transform", !open && "rotate-180")}
        />
      </button>
      {open && list.length > 0 ? (
        <ul className="max-h-52 overflow-y-auto border-t py-1">
          {list.map((problem, n) => {
            const node = problem.nodeId ? indexGraph(graph).nodes.get(problem.nodeId) : undefined;
            const ProblemIcon = problem.severity === "error" ? CircleAlert : TriangleAlert;
            return (
              <li
                key={`${problem.nodeId} ${problem.path} ${problem.message} ${n.toString()}`}
                className="flex items-center"
              >
                <button
                  type="button"
                  className="flex min-h-8 min-w-0 flex-1 items-center gap-2 px-4 py-1 text-left text-sm hover:bg-accent focus-visible:-outline-offset-2"
                  onClick={() => jump(problem)}
                >
                  <ProblemIcon
                    aria-hidden
                    className={cn("size-4 shrink-0", problem.severity === "error" ? "text-failed" : "text-waiting")}
                  />
                  <span className="sr-only">{problem.severity === "error" ? "Problem:" : "Warning:"}</span>
                  {node ? <span className="max-w-48 shrink-0 truncate font-medium">{nodeTitle(node)}</span> : null}
                  <span className="min-w-0">{node ? plain(problem.message) : problem.message}</span>
                </button>
                {problem.path.startsWith("workspace.") ? (
                  <Link
                    href={`/w/${slug}/settings`}
                    className="mr-4 shrink-0 text-sm text-primary underline-offset-4 hover:underline"
                  >
                    Open settings
                  </Link>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
    </section>
  );
}

/** Shows the step a problem is about and puts the focus into its field. */
export function useJump() {
  const store = useCanvasStore();
  const flow = useReactFlow();
  return ({ nodeId, path }: CanvasProblem) => {
    if (!nodeId) return;
    const state = store.getState();
    state.select([nodeId]);
    state.setUi({ revealProblems: true, focusField: path.startsWith("config") ? path : "" });
    void flow.fitView({
      nodes: [{ id: nodeId }],
      maxZoom: Math.min(1, flow.getZoom()),
      minZoom: Math.min(1, flow.getZoom()),
      duration: motion(150),
    });
  };
}

const count = (n: number, word: string) => (n === 0 ? "" : `${n} ${word}${n === 1 ? "" : "s"}`);
