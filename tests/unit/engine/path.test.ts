import { expect, test } from "vitest";
import { branchPath, forkDepth, forkKey, innermostFork, isInside } from "@/lib/engine/path";

const outer = { nodeId: "p", visit: 2, path: "" };
const inner = { nodeId: "q", visit: 1, path: branchPath({ fork: outer, branch: "left" }) };

test("a path tells its forks and parses back", () => {
  const path = branchPath({ fork: inner, branch: "b" });
  expect(path).toBe("p@2.left/q@1.b");
  expect(innermostFork(path)).toEqual({ fork: inner, branch: "b" });
  expect(innermostFork(inner.path)).toEqual({ fork: outer, branch: "left" });
  expect(innermostFork("")).toBeNull();
  expect(forkDepth(path)).toBe(2);
  expect(() => innermostFork("nonsense")).toThrow("Not a token path");
});

test("inside means in any branch, however deep, and of this visit only", () => {
  const path = branchPath({ fork: inner, branch: "b" });
  expect(isInside({ path, fork: outer })).toBe(true);
  expect(isInside({ path, fork: inner })).toBe(true);
  expect(isInside({ path: "p@21.left", fork: outer })).toBe(false);
  expect(isInside({ path: "", fork: outer })).toBe(false);
  expect(forkKey(inner)).toBe("p@2.left/q@1");
});
