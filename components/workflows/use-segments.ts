"use client";
import useSWR from "swr";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { segments } from "@/lib/api/contracts/segments";

/** The workspace's segments for pickers, newest first. */
export function useSegments() {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data } = useSWR(["segments-to-pick", slug], () => api(segments.list, { limit: 200 }));
  return data?.data ?? [];
}
