"use client";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Notice } from "@/components/shell/notice";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { type Move, moves } from "@/lib/api/contracts/moves";

type Props = { move: Omit<Move, "kept">; onEnded: () => Promise<void> };

/** Says that people are still being moved by an earlier publication, how far that is, and lets it be stopped. */
export function MoveUnderWay({ move, onEnded }: Props) {
  const api = useApi();
  const { number, plural } = useFormat();
  const decided = move.moved + move.stayed + move.left;
  const left = Math.max(0, move.total - decided);
  return (
    <Notice title={`People are being moved to version ${move.version}`}>
      <p className="text-sm" role="status">
        {number(decided)} of {number(move.total)} so far.{" "}
        {move.later > 0
          ? plural({
              count: move.later,
              one: "{n} of them is waiting for a provider's answer. ",
              other: "{n} of them are waiting for a provider's answer. ",
            })
          : ""}
        You can publish when it is done.
      </p>
      <Progress label="People decided about" value={decided} max={Math.max(1, move.total)} />
      <ConfirmDialog
        trigger={
          <Button variant="outline" size="sm" className="justify-self-start">
            Stop moving people
          </Button>
        }
        title="Stop moving people?"
        description={plural({
          count: left,
          zero: "Whoever has not been moved yet stays on the version they are in.",
          one: "{n} person who has not been moved yet stays on the version they are in.",
          other: "{n} people who have not been moved yet stay on the version they are in.",
        })}
        actionLabel="Stop moving"
        onConfirm={() => api(moves.stop, { id: move.id }).then(onEnded)}
      />
    </Notice>
  );
}
