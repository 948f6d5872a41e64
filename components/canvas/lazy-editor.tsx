"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** The editor, fetched when a workflow is opened: no other screen carries its weight. */
export const LazyEditor = dynamic(() => import("@/components/canvas/editor"), { ssr: false, loading: EditorSkeleton });

function EditorSkeleton() {
  return (
    <div aria-busy className="flex h-[calc(100dvh-var(--top-bar))] flex-col">
      <div className="flex items-center gap-3 border-b px-4 py-3">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="ml-auto h-8 w-24" />
      </div>
      <div className="flex flex-1 flex-col items-center gap-16 bg-muted pt-16">
        <Skeleton className="h-20 w-[260px]" />
        <Skeleton className="h-20 w-[260px]" />
      </div>
      <p role="status" className="sr-only">
        Loading the canvas
      </p>
    </div>
  );
}
