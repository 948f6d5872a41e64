"use client";
import useSWR from "swr";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { secrets as calls, type SecretAnswer } from "@/lib/api/contracts/secrets";

/** The workspace's secrets by name, without their values. */
export function useSecrets(): { secrets: SecretAnswer[]; loading: boolean } {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data, isLoading } = useSWR(["canvas-secrets", slug], () => api(calls.list, { limit: 200 }));
  return { secrets: data?.data ?? none, loading: isLoading };
}

const none: SecretAnswer[] = [];
