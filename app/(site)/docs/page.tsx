import type { Metadata } from "next";
import Link from "next/link";
import { contracts } from "@/lib/api/contracts/all";
import { allNodes } from "@/lib/nodes/registry";

export const metadata: Metadata = { title: "Docs" };

/** The way into the references, which are drawn from the code that runs. */
export default function DocsPage() {
  const calls = Object.values(contracts).reduce((sum, resource) => sum + Object.keys(resource).length, 0);
  const cards = [
    {
      href: "/docs/nodes",
      title: "Nodes",
      text: `The ${allNodes().length} triggers, actions and logic steps a workflow can hold: settings, ways out, output.`,
    },
    {
      href: "/docs/api",
      title: "REST API",
      text: `The ${calls} calls behind every screen. Send a key from Settings as a bearer token.`,
    },
  ];
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Docs</h1>
      <p className="mt-2 max-w-prose text-muted-foreground">
        Both references are drawn from what this installation runs, so they are never older than it.
      </p>
      <ul className="mt-6 grid gap-4 sm:grid-cols-2">
        {cards.map((card) => (
          <li key={card.href}>
            <Link href={card.href} className="block h-full rounded-lg border bg-card p-5 hover:border-primary">
              <h2 className="text-base font-semibold">{card.title}</h2>
              <p className="mt-1 text-muted-foreground">{card.text}</p>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
