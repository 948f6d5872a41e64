import { OctagonX } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "./relative-time";

type Props = { workspace: string; at: string; reason: string | null };

/** Says on every page that nothing leaves the workspace, and leads to where that is changed. */
export function StoppedBanner({ workspace, at, reason }: Props) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-failed-soft px-4 py-2 text-failed sm:px-6"
    >
      <OctagonX aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0">
        <strong className="font-semibold">All sending is stopped</strong> since <RelativeTime at={at} />
        {reason ? `: ${reason}` : ". Everybody is held before their next step."}
      </p>
      <Link
        href={`/w/${encodeURIComponent(workspace)}/settings`}
        className="ml-auto font-medium underline underline-offset-4"
      >
        Open settings
      </Link>
    </div>
  );
}
