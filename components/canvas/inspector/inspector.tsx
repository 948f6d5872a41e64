"use client";
import { X } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { actions } from "@/components/canvas/actions";
import { focusNode } from "@/components/canvas/focus-node";
import { InspectedProvider, plain } from "@/components/canvas/inspector/context";
import { NodeSettings } from "@/components/canvas/inspector/node-settings";
import { configSchema } from "@/components/canvas/inspector/schema";
import { SchemaForm } from "@/components/canvas/inspector/schema-form";
import { NodeIcon } from "@/components/canvas/node-icon";
import { nodeTitle } from "@/components/canvas/node-words";
import { useProblems } from "@/components/canvas/problems";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { formsOf, useAnswers } from "@/components/canvas/use-answers";
import { hooksOf, usePayloads } from "@/components/canvas/use-hooks";
import { variablesFor } from "@/components/canvas/variables";
import { Button } from "@/components/ui/button";
import { setConfig } from "@/lib/engine/edit";
import type { GraphNode } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { registry } from "@/lib/nodes/registry";

/** The settings of the chosen step, drawn from its type's schema. */
export function Inspector({ node, onClose, footer }: { node: GraphNode; onClose: () => void; footer?: ReactNode }) {
  const store = useCanvasStore();
  const graph = useCanvas((state) => state.graph);
  const readOnly = useCanvas((state) => state.readOnly);
  const reveal = useCanvas((state) => state.revealProblems);
  const definition = registry.get(node.type);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const { answers, loading } = useAnswers(formsOf(graph));
  const problems = useProblems().byNode.get(node.id) ?? [];
  const panel = useFocusField(node.id);
  const touch = useCallback(
    (path: string) => setTouched((known) => (known.has(path) ? known : new Set(known).add(path))),
    [],
  );
  const payloads = usePayloads(hooksOf(graph));
  const variables = useMemo(
    () => variablesFor({ graph, nodeId: node.id, forms: answers, payloads }),
    [graph, node.id, answers, payloads],
  );
  const templates = useMemo(() => templatePaths(node), [node]);
  const inspected = useMemo(
    () => ({ nodeId: node.id, readOnly, variables, loading, templates, problems, touched, touch, reveal }),
    [node.id, readOnly, variables, loading, templates, problems, touched, touch, reveal],
  );
  if (!definition) return null;
  const schema = configSchema(node.type);
  // What no field can show: connections, and settings of the workspace.
  const loose = problems.filter((problem) => !problem.path.startsWith("config"));
  return (
    <section
      ref={panel}
      data-inspector
      aria-label={`Settings of ${nodeTitle(node)}`}
      className="flex h-full min-h-0 flex-col bg-card"
    >
      <header className="flex items-start gap-2.5 border-b py-2.5 pr-2 pl-4">
        <NodeIcon icon={definition.icon} kind={definition.kind} className="mt-0.5" />
        <div className="min-w-0 flex-1">
          <NameBox key={node.id} node={node} readOnly={readOnly} />
          <p className="px-1 text-xs text-muted-foreground">{definition.description}</p>
        </div>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Close settings"
          onClick={() => {
            onClose();
            focusNode(node.id);
          }}
        >
          <X aria-hidden />
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto [scrollbar-width:thin]">
        <InspectedProvider value={inspected}>
          {loose.length > 0 ? (
            <ul className="grid gap-1 border-b px-4 py-3 text-sm">
              {loose.map((problem) => (
                <li
                  key={`${problem.path} ${problem.message}`}
                  className={problem.severity === "error" ? "text-failed" : "text-waiting"}
                >
                  {plain(problem.message)}
                </li>
              ))}
            </ul>
          ) : null}
          <div className="px-4 py-4">
            {Object.keys(schema.properties ?? {}).length === 0 ? (
              <p className="text-muted-foreground">There is nothing to set here.</p>
            ) : (
              <SchemaForm
                key={node.id}
                schema={schema}
                value={node.config}
                onChange={(config, field) => {
                  const state = store.getState();
                  state.commit({
                    graph: setConfig({ graph: state.graph, registry, nodeId: node.id, config }),
                    group: `${node.id} config.${field}`,
                  });
                }}
              />
            )}
          </div>
          <NodeSettings node={node} definition={definition} />
          {footer}
        </InspectedProvider>
      </div>
    </section>
  );
}

function NameBox({ node, readOnly }: { node: GraphNode; readOnly: boolean }) {
  const store = useCanvasStore();
  const title = nodeTitle(node);
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  return (
    <input
      aria-label="Name of the step"
      value={text}
      maxLength={120}
      readOnly={readOnly}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== title && actions.rename({ store, nodeId: node.id, name: text })}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      className="h-6 w-full min-w-0 truncate rounded-sm border border-transparent bg-transparent px-1 font-medium hover:border-border-strong focus:border-ring"
    />
  );
}

/** Moves the focus to a field that was asked for, by a problem or the key "e". */
function useFocusField(nodeId: string) {
  const panel = useRef<HTMLElement>(null);
  const field = useCanvas((state) => state.focusField);
  const store = useCanvasStore();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another node's fields are another set
  useEffect(() => {
    if (field === null) return;
    const place = field === "" ? null : closestField({ panel: panel.current, field });
    (place ?? panel.current)
      ?.querySelector<HTMLElement>(
        "input:not([aria-label='Name of the step']), textarea, select, button.control, button[role='switch']",
      )
      ?.focus();
    store.getState().setUi({ focusField: null });
  }, [field, nodeId, store]);
  return panel;
}

/** The control of a path, or of the nearest group around it. */
function closestField({ panel, field }: { panel: HTMLElement | null; field: string }): HTMLElement | null {
  const parts = field.split(".");
  for (let n = parts.length; n > 0; n -= 1) {
    const found = panel?.querySelector<HTMLElement>(`[data-field="${CSS.escape(parts.slice(0, n).join("."))}"]`);
    if (found) return found;
  }
  return null;
}

function templatePaths(node: GraphNode): ReadonlySet<string> {
  try {
    const definition = registry.get(node.type);
    const fields = Object.keys(configSchema(node.type).properties ?? {});
    // Empty optional fields are not listed by the node itself, but hold templates once filled.
    const filled = Object.fromEntries(fields.map((name) => [name, node.config[name] ?? " "]));
    const paths = [
      ...(definition?.templates?.(node.config) ?? []),
      ...(definition?.templates && !fields.includes("fields") ? definition.templates(filled) : []),
    ];
    return new Set(paths.map(({ path }) => path));
  } catch {
    return new Set();
  }
}

/** The chosen node, when it is exactly one. */
export function useChosenNode(): GraphNode | undefined {
  return useCanvas((state) =>
    state.selection.length === 1 ? indexGraph(state.graph).nodes.get(state.selection[0]!) : undefined,
  );
}
