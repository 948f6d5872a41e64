"use client";
import { ReactFlowProvider } from "@xyflow/react";
import { useCallback, useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { CanvasKeysDialog } from "@/components/canvas/canvas-keys-dialog";
import { CanvasTools } from "@/components/canvas/canvas-tools";
import { ConflictDialog } from "@/components/canvas/conflict-dialog";
import { ExecuteDialog } from "@/components/canvas/execute-dialog";
import { Flow } from "@/components/canvas/flow";
import { Inspector, useChosenNode } from "@/components/canvas/inspector/inspector";
import { NamesProvider, useFormNames } from "@/components/canvas/names";
import { PalettePanel } from "@/components/canvas/palette-panel";
import { PalettePopover } from "@/components/canvas/palette-popover";
import { type CanvasProblem, ProblemsProvider, useGraphProblems } from "@/components/canvas/problems";
import { ProblemsPanel, useJump } from "@/components/canvas/problems-panel";
import { PublishDialog } from "@/components/canvas/publish-dialog";
import { SplitResults } from "@/components/canvas/split-results";
import { StartChoice } from "@/components/canvas/start-choice";
import { CanvasStoreProvider, createCanvasStore, useCanvas, useCanvasStore } from "@/components/canvas/store";
import { formsOf } from "@/components/canvas/use-answers";
import { useAutosave } from "@/components/canvas/use-autosave";
import { useCanvasKeys } from "@/components/canvas/use-canvas-keys";
import { VersionsDialog } from "@/components/canvas/versions-dialog";
import { WorkflowHeader } from "@/components/canvas/workflow-header";
import { AccessBanner, AccessProvider } from "@/components/collaborators/workflow-access";
import { useApi } from "@/components/shell/api-provider";
import { useMedia } from "@/components/shell/use-media";
import { StepTest } from "@/components/tests/step-test";
import { TestArea } from "@/components/tests/test-area";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { type WorkflowAnswer, type WorkflowProblem, workflows } from "@/lib/api/contracts/workflows";
import type { Graph } from "@/lib/engine/graph";

const noProblems: WorkflowProblem[] = [];

/** The workflow editor: palette, canvas, inspector, problems; the draft is saved by itself. */
export default function Editor({ workflow }: { workflow: WorkflowAnswer }) {
  const { access } = workflow;
  const [store] = useState(() => createCanvasStore({ graph: workflow.draft as Graph, readOnly: !access.edit }));
  return (
    <CanvasStoreProvider value={store}>
      <ReactFlowProvider>
        <AccessProvider access={access}>
          <Screen workflow={workflow} />
        </AccessProvider>
      </ReactFlowProvider>
    </CanvasStoreProvider>
  );
}

function Screen({ workflow: initial }: { workflow: WorkflowAnswer }) {
  const api = useApi();
  const store = useCanvasStore();
  const readOnly = useCanvas((state) => state.readOnly);
  const wide = useMedia("(min-width: 768px)");
  const root = useRef<HTMLDivElement>(null);
  const [workflow, setWorkflow] = useState(initial);
  const [dialog, setDialog] = useState<"publish" | "run" | "versions" | null>(null);
  const [testing, setTesting] = useState(false);
  const names = useFormNames(useCanvas((state) => formsOf(state.graph)));
  const { state, saver, conflict, keepMine, takeTheirs } = useAutosave({ store, workflow, onSaved: setWorkflow });
  const { data: checked } = useSWR(
    ["canvas-problems", workflow.id, workflow.revision],
    () => api(workflows.validate, { id: workflow.id }),
    { keepPreviousData: true },
  );
  const problems = useGraphProblems(checked?.problems ?? noProblems);
  const save = useCallback(() => void saver.flush(), [saver]);
  useCanvasKeys({ store, root, onSave: save });
  // While a test is on screen, keys must not change the drawing behind it.
  useEffect(() => store.getState().setUi({ locked: readOnly || !wide || testing }), [store, readOnly, wide, testing]);

  const openPublish = async () => {
    store.getState().setUi({ revealProblems: true });
    if (await saver.flush()) setDialog("publish");
  };
  const rename = (name: string) => {
    setWorkflow((before) => ({ ...before, name }));
    saver.change({ name });
  };

  return (
    <ProblemsProvider value={problems}>
      <NamesProvider value={names}>
        <div ref={root} className="flex h-[calc(100dvh-var(--top-bar))] min-h-0 flex-col">
          <WorkflowHeader
            workflow={workflow}
            saving={state}
            canEdit={!readOnly}
            onRename={rename}
            onPublish={openPublish}
            onTest={() => setTesting((on) => !on)}
            testing={testing}
            onRun={() => setDialog("run")}
            onVersions={() => setDialog("versions")}
            onRetrySave={save}
            onChanged={setWorkflow}
            flush={saver.flush}
          />
          <AccessBanner />
          {wide || readOnly || testing ? null : (
            <p className="shrink-0 border-b bg-waiting-soft px-4 py-2 text-sm text-waiting">
              The drawing cannot be changed on a small screen. Tap a step to change its settings.
            </p>
          )}
          {testing ? <TestArea workflowId={workflow.id} flush={saver.flush} onClose={() => setTesting(false)} /> : null}
          {/* Hidden, not gone: the drawing is where it was when the test is closed. */}
          <div className="flex min-h-0 flex-1" hidden={testing}>
            {readOnly ? null : <PalettePanel />}
            <div className="flex min-w-0 flex-1 flex-col">
              <div className="relative min-h-0 flex-1" data-canvas-surface data-own-keys>
                <Flow />
                <StartChoice />
                <CanvasTools />
              </div>
              <ProblemsPanel />
            </div>
            {testing ? null : <Settings wide={wide} workflowId={workflow.id} readOnly={readOnly} />}
          </div>
        </div>
        <PalettePopover />
        <CanvasKeysDialog />
        {conflict ? <ConflictDialog theirs={conflict} onMine={keepMine} onTheirs={takeTheirs} /> : null}
        {dialog === "publish" ? (
          <Publishing
            workflow={workflow}
            revision={saver.revision()}
            onClose={() => setDialog(null)}
            onChanged={setWorkflow}
            onPublished={(next) => {
              setWorkflow(next);
              setDialog(null);
            }}
          />
        ) : null}
        {dialog === "run" ? <ExecuteDialog workflowId={workflow.id} onClose={() => setDialog(null)} /> : null}
        {dialog === "versions" ? (
          <VersionsDialog
            workflowId={workflow.id}
            canEdit={!readOnly}
            onClose={() => setDialog(null)}
            onRestore={(graph) => store.getState().commit({ graph })}
          />
        ) : null}
      </NamesProvider>
    </ProblemsProvider>
  );
}

/** The inspector: a column beside the canvas, or a sheet over it on a small screen. */
function Settings(props: { wide: boolean; workflowId: string; readOnly: boolean }) {
  const { wide, workflowId, readOnly } = props;
  const store = useCanvasStore();
  const node = useChosenNode();
  const close = () => store.getState().select([]);
  if (!node) return null;
  const footer = (
    <>
      {node.type === "ab_split" && <SplitResults key={`results ${node.id}`} workflowId={workflowId} nodeId={node.id} />}
      {readOnly ? null : <StepTest key={node.id} workflowId={workflowId} nodeId={node.id} />}
    </>
  );
  if (wide) {
    return (
      <div className="w-[340px] shrink-0 border-l">
        <Inspector key={node.id} node={node} onClose={close} footer={footer} />
      </div>
    );
  }
  return (
    <Sheet open onOpenChange={(open) => !open && close()}>
      <SheetContent
        side="bottom"
        aria-describedby={undefined}
        // Focus in a field would open the phone's keyboard over what was just opened.
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          (event.currentTarget as HTMLElement | null)?.focus();
        }}
        className="h-[80dvh] [&>button:last-child]:hidden"
      >
        <SheetTitle className="sr-only">Settings of the step</SheetTitle>
        <Inspector key={node.id} node={node} onClose={close} footer={footer} />
      </SheetContent>
    </Sheet>
  );
}

type PublishingProps = {
  workflow: WorkflowAnswer;
  revision: number;
  onClose: () => void;
  onPublished: (workflow: WorkflowAnswer) => void;
  onChanged: (workflow: WorkflowAnswer) => void;
};

function Publishing(props: PublishingProps) {
  const jump = useJump();
  return (
    <PublishDialog
      {...props}
      onJump={(problem) => {
        props.onClose();
        const path = problem.path.replace(/^draft(\.nodes\.\d+)?\.?/, "");
        jump({
          severity: problem.severity,
          nodeId: problem.node_id,
          path,
          message: problem.message,
        } satisfies CanvasProblem);
      }}
    />
  );
}
