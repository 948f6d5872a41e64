"use client";
import useSWR from "swr";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { members } from "@/lib/api/contracts/members";
import { segments } from "@/lib/api/contracts/segments";
import { workflows } from "@/lib/api/contracts/workflows";

/** What settings choose by id besides forms: one of many, each with its name. */
export type ThingKind = "segment" | "workflow" | "member";
export type Thing = { id: string; name: string };

/** The segments, workflows or members of the workspace, for pickers and the names on cards. Read once for all who ask. */
export function useThings(kind: ThingKind): { things: Thing[]; loading: boolean } {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data, isLoading } = useSWR(["canvas-things", kind, slug], async () => {
    if (kind === "member") return (await api(members.list, {})).data;
    if (kind === "segment") return (await api(segments.list, { limit: 200 })).data;
    return (await api(workflows.list, { limit: 200 })).data;
  });
  return { things: (data as Thing[] | undefined) ?? none, loading: isLoading };
}

const none: Thing[] = [];
