import { RunSkeleton } from "@/components/runs/run-skeleton";

/** A run while it is read. */
export default function Loading() {
  return <RunSkeleton />;
}
