import type { z } from "zod";
import type { simulationAnswer, wouldSend } from "@/lib/api/contracts/simulations";
import type { ServiceContext } from "@/lib/db/scoped";
import { renderEmail } from "@/lib/email/render-email";
import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { outletsOf } from "@/lib/engine/outlets";
import type { Simulation, WouldSend } from "@/lib/engine/simulate/simulation";
import type { Effect } from "@/lib/nodes/effects";
import { registry } from "@/lib/nodes/registry";
import type { Person } from "@/lib/services/simulations/person";

type Shown = Omit<z.input<typeof simulationAnswer>, "mode" | "trigger">;

/** Emails that are laid out as they would look; more than these show their text only. */
const MAX_LAID_OUT = 20;

/** A simulation as the API shows it: names and outlets in words, messages as they would look. */
export async function presentSimulation({
  ctx,
  graph,
  simulation,
  person,
}: {
  ctx: ServiceContext;
  graph: Graph;
  simulation: Simulation;
  person: Person;
}): Promise<Shown> {
  const index = indexGraph(graph);
  const sender = await ctx.db
    .selectFrom("workspaces")
    .select(["name", "sender_name", "postal_address"])
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  const footer = { senderName: sender.sender_name ?? sender.name, postalAddress: sender.postal_address ?? "" };
  let laidOut = 0;
  const steps: Shown["steps"] = [];
  for (const step of simulation.steps) {
    const node = index.nodes.get(step.nodeId);
    const definition = node && registry.get(node.type);
    const outlets = node && definition ? outletsOf({ node, definition }) : [];
    const sends: Shown["steps"][number]["would_send"] = [];
    for (const send of step.wouldSend) sends.push(await presentSend({ send, footer, full: laidOut++ < MAX_LAID_OUT }));
    steps.push({
      node_id: step.nodeId,
      key: step.nodeKey,
      type: step.nodeType,
      name: node?.name ?? definition?.label ?? step.nodeKey,
      path: step.path,
      visit: step.visit,
      status: step.status,
      outlet: step.outlet,
      outlet_label: outlets.find((outlet) => outlet.id === step.outlet)?.label || null,
      started_at: step.startedAt,
      ended_at: step.endedAt,
      input: step.input,
      output: step.output,
      note: step.note,
      error: step.error,
      would_send: sends,
      wait: step.wait && {
        kind: step.wait.kind,
        until: step.wait.until,
        events: step.wait.events,
        ended_by: step.wait.endedBy,
        index: step.wait.index,
      },
    });
  }
  return {
    status: simulation.status,
    reason: simulation.reason,
    started_at: simulation.startedAt,
    ended_at: simulation.endedAt,
    steps,
    cost: { currency: "USD", total_micros: simulation.cost.totalMicros, by_kind: simulation.cost.byKind },
    vars: simulation.vars,
    contact: { id: person.id, name: person.name },
    contact_changes: simulation.contactChanges,
    writes: simulation.writes,
  };
}

async function presentSend(args: {
  send: WouldSend;
  footer: { senderName: string; postalAddress: string };
  full: boolean;
}): Promise<z.input<typeof wouldSend>> {
  const { send, footer, full } = args;
  const { effect } = send;
  const shown = {
    kind: effect.kind,
    status: send.status,
    reason: send.reason,
    to: textOf({ effect, names: ["to"] }),
    subject: textOf({ effect, names: ["subject", "title"] }),
    cost_micros: send.costMicros,
  };
  if (effect.kind !== "email" || !full) return { ...shown, html: null, text: plainText(effect) };
  const made = await renderEmail({
    subject: effect.subject,
    body: effect.body,
    preheader: effect.preheader ?? "",
    footer: { ...footer, unsubscribeUrl: effect.purpose === "marketing" ? "#" : null },
  });
  return { ...shown, ...made };
}

function textOf({ effect, names }: { effect: Effect; names: string[] }): string | null {
  for (const name of names) {
    const value = (effect as unknown as Record<string, unknown>)[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

/** Whatever the effect says, in the order a reader looks for it; kinds that are no message show what they ask for. */
function plainText(effect: Effect): string {
  const text = textOf({ effect, names: ["body", "text", "script", "prompt"] });
  if (effect.kind === "http") return `${effect.method} ${effect.url}${effect.body ? `\n\n${effect.body}` : ""}`;
  return text ?? "";
}
