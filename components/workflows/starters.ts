import { type Graph, type GraphNode, graphSchema } from "@/lib/engine/graph";

export interface Starter {
  id: string;
  name: string;
  description: string;
  /** Makes the graph; `formId` is the form that should start it, when there is one. */
  graph: (args: { formId: string | undefined }) => Graph | undefined;
}

type Part = Pick<GraphNode, "id" | "key" | "type" | "config"> & { name?: string; x?: number; y: number };

const build = ({ nodes, edges }: { nodes: Part[]; edges: [source: string, outlet: string, target: string][] }): Graph =>
  graphSchema.parse({
    nodes: nodes.map(({ x = 0, y, ...node }) => ({ ...node, position: { x, y } })),
    edges: edges.map(([source, outlet, target]) => ({ id: `${source}:${outlet}`, source, outlet, target })),
  });

const welcome = `Hello {{ contact.first_name | default: "there" }},

thank you for writing to us. We have your answers and will come back to you within one working day.

Reply to this email if something is urgent.`;

/** What a new workflow can begin with. */
export const starters: Starter[] = [
  {
    id: "welcome",
    name: "Welcome new leads",
    description:
      "A form comes in, a thank-you email goes out, and two days later whoever is still a lead is marked for a call.",
    graph: ({ formId }) =>
      build({
        nodes: [
          { id: "start", key: "form_submitted", type: "form_submitted", config: formId ? { formId } : {}, y: 0 },
          {
            id: "thanks",
            key: "send_email",
            type: "send_email",
            name: "Say thank you",
            config: {
              purpose: "transactional",
              subject: 'Thank you, {{ contact.first_name | default: "and welcome" }}',
              body: welcome,
            },
            y: 164,
          },
          { id: "pause", key: "wait", type: "wait", config: { amount: 2, unit: "days" }, y: 328 },
          {
            id: "still",
            key: "if_else",
            type: "if_else",
            name: "Still a lead?",
            config: { condition: { all: [{ field: "contact.status", op: "is", value: "lead" }] } },
            y: 492,
          },
          {
            id: "call",
            key: "add_tag",
            type: "add_tag",
            name: "Mark for a call",
            config: { tag: "call" },
            x: -150,
            y: 676,
          },
        ],
        edges: [
          ["start", "out", "thanks"],
          ["thanks", "out", "pause"],
          ["pause", "out", "still"],
          ["still", "yes", "call"],
        ],
      }),
  },
  { id: "blank", name: "Blank", description: "An empty canvas.", graph: () => undefined },
];
