import type { Edge, Node } from "@xyflow/react";

/** What React Flow holds of a node: its place. The card reads everything else from the store by id. */
export type FlowNode = Node<Record<string, never>, "card">;
export type FlowEdge = Edge<{ label: string }, "line">;

/** Width of every card, and how high one is before it was measured. */
export const CARD_WIDTH = 260;
export const CARD_HEIGHT = 84;
/** Width that one outlet's label takes below a card with several ways out. */
export const OUTLET_WIDTH = 96;

/** Where a chosen step goes: behind a way out, onto a connection, or to a place on the canvas. */
export type PaletteTarget =
  | { kind: "outlet"; source: string; outlet: string }
  | { kind: "edge"; edgeId: string }
  | { kind: "free"; position: { x: number; y: number } | null };

/** How a fitted view stands: room for the tools below, never larger than life. */
export const FIT = { padding: { top: "40px", bottom: "108px", left: "32px", right: "32px" }, maxZoom: 1 } as const;
