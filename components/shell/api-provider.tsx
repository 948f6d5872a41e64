"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { SWRConfig } from "swr";
import { ApiError, type Client, createClient } from "@/lib/api/client";

export type CurrentWorkspace = {
  id: string;
  slug: string;
  name: string;
  role: "owner" | "admin" | "editor" | "viewer";
  timeZone: string;
};

const ApiContext = createContext<{ api: Client; workspace: CurrentWorkspace } | null>(null);

/** Gives everything below the typed client of the API, bound to one workspace. Whose session has ended is sent to sign in. */
export function ApiProvider({ workspace, children }: { workspace: CurrentWorkspace; children: ReactNode }) {
  const { slug } = workspace;
  const api = useMemo<Client>(() => {
    const client = createClient({ workspace: slug });
    return async (declared, input, options) => {
      try {
        return await client(declared, input, options);
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) {
          location.assign(`/login?${new URLSearchParams({ next: location.pathname + location.search })}`);
        }
        throw error;
      }
    };
  }, [slug]);
  const value = useMemo(() => ({ api, workspace }), [api, workspace]);
  return (
    <ApiContext.Provider value={value}>
      <SWRConfig value={{ shouldRetryOnError: isTemporary, dedupingInterval: 1000 }}>{children}</SWRConfig>
    </ApiContext.Provider>
  );
}

/** The API of the workspace on screen: `await api(contracts.contacts.list, { limit: 50 })`. Throws `ApiError`. */
export function useApi(): Client {
  return useShell().api;
}

/** The workspace on screen and the member's role in it. What a role may do is decided by the server; this only hides what it would refuse. */
export function useWorkspace(): CurrentWorkspace {
  return useShell().workspace;
}

function useShell() {
  const value = useContext(ApiContext);
  if (!value) throw new Error("useApi is used outside ApiProvider");
  return value;
}

/** A refusal stays a refusal however often it is asked for. */
function isTemporary(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}
