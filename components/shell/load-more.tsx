"use client";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { ApiProblem } from "./api-error";

export type More = { has: boolean; loading: boolean; problem?: ApiProblem | null; load: () => void };

/** The end of a growing list: loads the next page when it comes near, or when pressed. */
export function LoadMore({ has, loading, problem, load }: More) {
  const end = useRef<HTMLDivElement>(null);
  const act = useRef(load);
  act.current = load;
  const idle = has && !loading && !problem;
  useEffect(() => {
    if (!idle || !end.current) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) act.current();
      },
      { rootMargin: "400px" },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [idle]);

  if (!has && !problem) return null;
  return (
    <div ref={end} className="flex flex-wrap items-center justify-center gap-3 py-4">
      {problem ? (
        <p role="alert" className="text-failed">
          {problem.message}
        </p>
      ) : null}
      <Button variant="outline" size="sm" onClick={load} busy={loading}>
        {problem ? "Try again" : loading ? "Loading" : "Load more"}
      </Button>
    </div>
  );
}
