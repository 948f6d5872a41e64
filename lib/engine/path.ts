/**
 * Where a token is inside forks, as text: "" at the top, then one segment `parallelNode@visit.branch` for each fork it
 * is in, joined by "/". Node ids and branch ids hold letters, digits, "_" and "-" only, so the text parses back.
 * No two live tokens of a run have the same path.
 */
export interface ForkPosition {
  nodeId: string;
  visit: number;
  /** The path of the token that split. */
  path: string;
}

const SEGMENT = /^([\w-]+)@(\d+)\.([\w-]+)$/;

/** Names a fork inside its run: unique, because a path and node are visited once per visit number. */
export function forkKey({ nodeId, visit, path }: ForkPosition): string {
  return `${path ? `${path}/` : ""}${nodeId}@${visit}`;
}

/** The path of the token of one branch. */
export function branchPath({ fork, branch }: { fork: ForkPosition; branch: string }): string {
  return `${forkKey(fork)}.${branch}`;
}

/** The innermost fork a path is in and the branch it took there, or null at the top. */
export function innermostFork(path: string): { fork: ForkPosition; branch: string } | null {
  if (path === "") return null;
  const cut = path.lastIndexOf("/");
  const match = SEGMENT.exec(path.slice(cut + 1));
  if (!match) throw new Error(`Not a token path: ${path}`);
  const fork = { nodeId: match[1]!, visit: Number(match[2]), path: cut < 0 ? "" : path.slice(0, cut) };
  return { fork, branch: match[3]! };
}

/** Every fork a path is in, innermost first, with the branch it took there. */
export function forksOf(path: string): { fork: ForkPosition; branch: string }[] {
  const inner = innermostFork(path);
  return inner ? [inner, ...forksOf(inner.fork.path)] : [];
}

/** True when the path lies in any branch of the fork, also inside deeper forks. */
export function isInside({ path, fork }: { path: string; fork: ForkPosition }): boolean {
  return path.startsWith(`${forkKey(fork)}.`);
}

export function forkDepth(path: string): number {
  return path === "" ? 0 : path.split("/").length;
}

/** The key under which visits are counted: per run, path and node. */
export function visitKey({ path, nodeId }: { path: string; nodeId: string }): string {
  return `${path}|${nodeId}`;
}
