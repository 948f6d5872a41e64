import { contracts } from "@/lib/api/contracts/all";

/** Every scope an API key may hold, in alphabetical order: what the contracts ask for, and nothing else. */
export function allScopes(): string[] {
  const scopes = Object.values(contracts).flatMap((calls) => Object.values(calls).map(({ scope }) => scope));
  return [...new Set<string>(scopes)].sort();
}
