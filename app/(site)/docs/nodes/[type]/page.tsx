import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NodeIcon } from "@/components/canvas/node-icon";
import { FieldTable } from "@/components/docs/field-table";
import { schemaFields } from "@/components/docs/schema-fields";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { getNode, nodeTypesJson } from "@/lib/nodes/registry";

type Props = { params: Promise<{ type: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: getNode((await params).type)?.label ?? "Node" };
}

/** One node type: settings, ways out, output and how to write it over the API, all from its definition. */
export default async function NodePage({ params }: Props) {
  const { type } = await params;
  const node = nodeTypesJson().find((one) => one.type === type);
  if (!node) notFound();
  const definition = getNode(type)!;
  const example = { id: "n2", key: type, type, config: node.defaults, position: { x: 0, y: 160 } };
  const facts = [
    definition.sends && `Sends a message to the contact (${definition.sends}); the sending rules are checked there.`,
    definition.cost && "Costs money; dry runs and backtests add it up.",
    definition.role === "wait" && "Lets time pass.",
    definition.trigger && `Listens to ${definition.trigger.events.map((event) => `"${event}"`).join(", ")}.`,
  ].filter(Boolean);
  return (
    <article className="max-w-3xl">
      <div className="flex items-center gap-3">
        <NodeIcon icon={node.icon} kind={definition.kind} className="size-9" />
        <h1 className="text-2xl font-semibold tracking-tight">{node.label}</h1>
        <Badge>{node.group}</Badge>
      </div>
      <p className="mt-3 text-pretty">{node.description}</p>
      {facts.length > 0 && (
        <ul className="mt-3 list-disc space-y-1 pl-5 text-muted-foreground">
          {facts.map((fact) => (
            <li key={String(fact)}>{fact}</li>
          ))}
        </ul>
      )}
      <h2 className="mt-8 text-base font-semibold">Settings</h2>
      <FieldTable fields={schemaFields(node.config_schema)} label="Settings" />
      <h2 className="mt-8 text-base font-semibold">Ways out</h2>
      {node.outlets.length === 0 ? (
        <p className="mt-2 text-muted-foreground">None yet: they follow the settings, or the run ends here.</p>
      ) : (
        <ul className="mt-3 flex flex-wrap gap-2">
          {node.outlets.map((outlet) => (
            <li key={outlet.id} className="rounded-md border px-2 py-1">
              <code className="font-mono text-xs">{outlet.id}</code>
              {outlet.label && <span className="ml-2 text-muted-foreground">{outlet.label}</span>}
            </li>
          ))}
        </ul>
      )}
      <h2 className="mt-8 text-base font-semibold">Output</h2>
      <FieldTable fields={schemaFields(node.output_schema)} label="Output" />
      <div className="mt-3">
        <CodeBlock label="Sample output" code={JSON.stringify(node.sample, null, 2)} />
      </div>
      <h2 className="mt-8 text-base font-semibold">In a graph</h2>
      <div className="mt-3">
        <CodeBlock label="Node as JSON" code={JSON.stringify(example, null, 2)} />
      </div>
    </article>
  );
}
