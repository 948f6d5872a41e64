import { RunsSkeleton } from "@/components/runs/runs-skeleton";

/** The list of runs while it is read. */
export default function Loading() {
  return <RunsSkeleton />;
}
