"use client";
import { ChevronRight } from "lucide-react";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { setSettings } from "@/lib/engine/edit";
import type { GraphNode, NodeSettings as Settings } from "@/lib/engine/graph";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

const onErrorWords = {
  stop: "Stop the run as failed",
  continue: "Go on with the next step",
  branch: "Go a way of its own",
};

/** What every step has besides its own settings: on or off, retries, what a failure does, a note. */
export function NodeSettings({ node, definition }: { node: GraphNode; definition: NodeDefinition }) {
  const store = useCanvasStore();
  const readOnly = useCanvas((state) => state.readOnly);
  const { settings } = node;
  const set = (patch: Partial<Settings>) => {
    const { graph, commit } = store.getState();
    commit({
      graph: setSettings({ graph, registry, nodeId: node.id, settings: patch }),
      group: `${node.id} settings.${Object.keys(patch)[0]}`,
    });
  };
  const canFail = definition.kind === "action";
  return (
    <details
      className="group border-t"
      open={settings.disabled || settings.note !== "" || settings.onError !== "stop" || undefined}
    >
      <summary className="flex h-10 items-center gap-1.5 px-4 text-sm font-medium select-none">
        <ChevronRight aria-hidden className="size-4 text-muted-foreground transition-transform group-open:rotate-90" />
        Behaviour and note
      </summary>
      <div className="grid gap-4 px-4 pt-1 pb-5">
        <CheckField
          as="switch"
          label="Turned off"
          help={
            definition.kind === "trigger" ? "Nobody enters by this trigger." : "Runs pass through without doing this."
          }
          checked={settings.disabled}
          disabled={readOnly}
          onCheckedChange={(checked) => set({ disabled: checked === true })}
        />
        {canFail ? (
          <>
            <Field
              label="Tries again"
              help="How often a temporary failure is tried again, with growing pauses."
              name="settings.retries"
            >
              <Input
                type="number"
                min={0}
                max={20}
                readOnly={readOnly}
                value={settings.retries}
                onChange={(event) => {
                  const retries = event.currentTarget.valueAsNumber;
                  if (Number.isInteger(retries) && retries >= 0 && retries <= 20) set({ retries });
                }}
              />
            </Field>
            <Field label="When it fails for good" name="settings.onError">
              <NativeSelect
                value={settings.onError}
                disabled={readOnly}
                onChange={(event) => set({ onError: event.currentTarget.value as Settings["onError"] })}
              >
                {Object.entries(onErrorWords).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          </>
        ) : null}
        <Field label="Note" help="For your team; runs ignore it." name="settings.note">
          <Textarea
            value={settings.note}
            readOnly={readOnly}
            maxLength={2000}
            onChange={(event) => set({ note: event.currentTarget.value })}
          />
        </Field>
        {definition.kind === "trigger" ? null : (
          <p className="text-xs text-muted-foreground">
            Later steps read its output as <code className="font-mono">steps.{node.key}</code>
          </p>
        )}
      </div>
    </details>
  );
}
