"use client";
import useSWR from "swr";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { members } from "@/lib/api/contracts/members";

/** The members of the workspace on screen, for pickers and names. */
export function useMembers() {
  const api = useApi();
  const { slug } = useWorkspace();
  return useSWR(["members", slug], async () => (await api(members.list, {})).data);
}
