import { nodeTypesJson } from "@/lib/nodes/registry";

/** Every node type as the API shows it; the same for all workspaces. */
export async function listNodeTypes() {
  return { data: nodeTypesJson() };
}
