import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { FileReference, WorkflowFile, workflowFiles } from "@/lib/api/contracts/workflow-files";
import type { WorkflowProblem } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { AppError } from "@/lib/errors";
import { setAt, thingsOf } from "@/lib/services/workflow-files/config-paths";
import { findNamed } from "@/lib/services/workflow-files/find-named";
import { findProblems } from "@/lib/services/workflows/find-problems";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";
import { presentWorkflow } from "@/lib/services/workflows/present";

type Import = typeof workflowFiles.import;

/**
 * Makes a new draft from an exported file. Forms, segments and workflows are looked for by their names; what is not found, or
 * found twice, stays as it is in the file and is a problem until somebody chooses. Never publishes.
 * @throws AppError 422 naming each malformed part of the file, such as `file.workflow.graph.nodes.3.type`
 */
export async function importWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<Import>;
}): Promise<Answer<Import>> {
  const { file } = input;
  const known = await resolve({ ctx, references: file.references });
  const graph = withIds({ graph: parseGraph(file.workflow.graph), known });
  const gate = file.workflow.entry.segment_gate;
  const gateId = gate && (known.get(`segment ${gate.segment_id}`) ?? gate.segment_id);
  const id = ctx.newId();
  await ctx.db
    .insertInto("workflows")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      name: input.name ?? file.workflow.name,
      description: file.workflow.description,
      draft: graph,
      entry: { ...file.workflow.entry, segment_gate: gate && gateId ? { ...gate, segment_id: gateId } : null },
      settings: file.workflow.settings as object,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  const problems = [
    ...(await findProblems({ ctx, graph })),
    ...(await gateProblem({ ctx, file, segmentId: gateId })),
    ...leftOutProblems({ file, graph }),
  ];
  return { ...(await presentWorkflow({ ctx, row: await findWorkflow({ ctx, id }) })), problems };
}

/** `<kind> <id in the file>` to the id here. */
async function resolve(args: { ctx: ServiceContext; references: FileReference[] }): Promise<Map<string, string>> {
  const { ctx, references } = args;
  const wanted = references.map(({ kind, name }) => ({ kind, value: name }));
  const found = await findNamed({ ctx, by: "name", wanted });
  const ids = new Map<string, string>();
  for (const { kind, id, name } of references) {
    const same = found.filter((one) => one.kind === kind && one.name === name);
    // Back where it came from, several of one name are no riddle.
    const here = same.find((one) => one.id === id) ?? (same.length === 1 ? same[0] : undefined);
    if (here) ids.set(`${kind} ${id}`, here.id);
  }
  return ids;
}

function withIds({ graph, known }: { graph: Graph; known: Map<string, string> }): Graph {
  const nodes = graph.nodes.map((node) => {
    let config = node.config;
    for (const { kind, id, path } of thingsOf(node)) {
      const here = known.get(`${kind} ${id}`);
      if (here) config = setAt({ config, path, value: here });
    }
    return { ...node, config };
  });
  return { ...graph, nodes };
}

function parseGraph(value: unknown): Graph {
  try {
    return parseDraft(value);
  } catch (error) {
    if (!(error instanceof AppError) || !error.fields) throw error;
    const fields = error.fields.map((field) => ({
      ...field,
      path: field.path.replace(/^draft/, "file.workflow.graph"),
    }));
    throw new AppError("validation", `${fields[0]?.path}: ${fields[0]?.message}`, { fields });
  }
}

async function gateProblem(args: {
  ctx: ServiceContext;
  file: WorkflowFile;
  segmentId: string | null;
}): Promise<WorkflowProblem[]> {
  const { ctx, file, segmentId } = args;
  if (!segmentId) return [];
  const found = await findNamed({ ctx, by: "id", wanted: [{ kind: "segment", value: segmentId }] });
  if (found.length > 0) return [];
  const name = file.references.find((one) => one.kind === "segment" && one.id === segmentId)?.name;
  const message = `The segment${name ? ` "${name}"` : ""} that decides who may enter is not here. Choose one in the settings of the workflow.`;
  return [
    { severity: "error", node_id: null, path: "entry.segment_gate.segment_id", code: "unknown_segment", message },
  ];
}

const words: Record<string, string> = {
  secret: "A secret was left out of the file. Choose or enter it again.",
  hook: "A webhook address was left out of the file. Choose one of this workspace.",
  member: "Members were left out of the file. Choose who is meant.",
};

function leftOutProblems({ file, graph }: { file: WorkflowFile; graph: Graph }): WorkflowProblem[] {
  return file.left_out.flatMap(({ node_id, path, kind }): WorkflowProblem[] => {
    const n = graph.nodes.findIndex((node) => node.id === node_id);
    const message = words[kind];
    if (n < 0 || !message) return [];
    return [
      { severity: "warning", node_id, path: `draft.nodes.${n}.config.${path}`, code: `left_out_${kind}`, message },
    ];
  });
}
