"use client";
import useSWR from "swr";
import { MovePeopleNode } from "@/components/canvas/move-people-node";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormat } from "@/components/shell/use-format";
import { CheckField } from "@/components/ui/check-field";
import { Segmented } from "@/components/ui/segmented";
import { moves, type PeopleChoicesInput, type PublishPreview } from "@/lib/api/contracts/moves";

export type PeopleChoice = NonNullable<PeopleChoicesInput["default"]>;
export const choiceWords: { value: PeopleChoice; label: string }[] = [
  { value: "stay", label: "Stay" },
  { value: "move", label: "Move" },
  { value: "leave", label: "Leave" },
];

/** Who is inside older versions and what the choices would do with them; undefined while that is not known. `moving`: the move under way, after which they stand elsewhere. */
export function useMovePreview(args: {
  workflowId: string;
  revision: number;
  people: PeopleChoicesInput;
  moving: string | undefined;
}) {
  const { workflowId, revision, people, moving } = args;
  const api = useApi();
  // Reasons change nothing that is shown, and are typed letter by letter.
  const nodes = Object.fromEntries(
    Object.entries(people.nodes ?? {}).map(([id, { reason: _, ...choice }]) => [id, choice]),
  );
  const asked = { ...people, nodes };
  return useSWR(
    ["move-preview", workflowId, revision, moving, JSON.stringify(asked)],
    () => api(moves.preview, { id: workflowId, people: asked }),
    { revalidateOnFocus: false, dedupingInterval: 0, keepPreviousData: true },
  );
}

type Props = {
  preview: PublishPreview | undefined;
  error: unknown;
  people: PeopleChoicesInput;
  onChange: (people: PeopleChoicesInput) => void;
};

/** What becomes of the people inside: one choice for all, another one at steps that changed or are gone. Nothing when nobody is inside. */
export function MovePeople({ preview, error, people, onChange }: Props) {
  const { plural } = useFormat();
  if (error) return <FormMessage message={readApiError(error).message} />;
  if (!preview || preview.people === 0) return null;
  const choice = people.default ?? "stay";
  const touched = preview.nodes.filter((node) => node.state !== "unchanged");
  const rest = preview.nodes.filter((node) => node.state === "unchanged");
  const changedWaits = preview.nodes.some((node) => node.state === "changed" && node.by_status.waiting > 0);
  const moving = choice === "move" || Object.values(people.nodes ?? {}).some((one) => one.choice === "move");
  return (
    <section aria-label="People inside" className="grid gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-medium">
          {plural({ count: preview.people, one: "{n} person inside", other: "{n} people inside" })}
        </h3>
        <Segmented
          label="What becomes of the people inside"
          value={choice}
          options={choiceWords}
          onChange={(next) => onChange({ ...people, default: next })}
        />
      </div>
      <p className="text-sm text-muted-foreground">
        {choice === "stay"
          ? "They finish on the version they started with, unless you choose otherwise for a step."
          : choice === "move"
            ? "They go on in the new version from where they stand, unless you choose otherwise for a step."
            : "They leave the workflow where they stand, unless you choose otherwise for a step."}
      </p>
      {touched.length + rest.length > 0 ? (
        <ul className="grid max-h-80 gap-2 overflow-y-auto">
          {[...touched, ...rest].map((node) => (
            <MovePeopleNode
              key={node.node_id}
              node={node}
              targets={preview.targets}
              problems={preview.problems}
              general={choice}
              own={people.nodes?.[node.node_id]}
              onChange={(own) => {
                const { [node.node_id]: _, ...others } = people.nodes ?? {};
                onChange({ ...people, nodes: own ? { ...others, [node.node_id]: own } : others });
              }}
            />
          ))}
        </ul>
      ) : null}
      {moving && changedWaits ? (
        <CheckField
          label="Let those who wait at a changed step wait anew, by its new settings"
          checked={people.waits === "restart"}
          onCheckedChange={(checked) => onChange({ ...people, waits: checked === true ? "restart" : "keep" })}
        />
      ) : null}
      <p className="text-sm" aria-live="polite">
        {outcomeWords(preview.outcome, plural)}
      </p>
    </section>
  );
}

function outcomeWords(
  { moved, stayed, left, later }: PublishPreview["outcome"],
  plural: ReturnType<typeof useFormat>["plural"],
): string {
  const parts = [
    moved > 0 ? plural({ count: moved, one: "{n} person moves.", other: "{n} people move." }) : "",
    left > 0 ? plural({ count: left, one: "{n} person leaves.", other: "{n} people leave." }) : "",
    stayed > 0 ? plural({ count: stayed, one: "{n} person stays.", other: "{n} people stay." }) : "",
    later > 0
      ? plural({
          count: later,
          one: "{n} person follows when the provider has answered.",
          other: "{n} people follow when the provider has answered.",
        })
      : "",
  ];
  return parts.filter(Boolean).join(" ");
}
