import { expect, test } from "vitest";
import { bulkVerbs, bulkWords } from "@/components/runs/bulk-words";
import { runActionNames, runActions } from "@/lib/api/contracts/run-actions";

test("every action the API knows has its button and words, and asks with the number of runs", () => {
  expect(bulkVerbs.map(({ action }) => action)).toEqual([...runActionNames]);
  for (const action of runActionNames) {
    const { one, other, label } = bulkWords(action);
    expect(label).not.toBe("");
    for (const title of [one, other]) expect(title).toMatch(/\{n\}.*\?$/);
  }
});

test("the filter of a list is one the API takes, but never a list without any", () => {
  const whole = (filter: object) =>
    runActions.create.body.safeParse({ action: "retry", filter, preview: true }).success;
  expect(whole({ workflow_id: undefined, contact_id: undefined, status: "failed" })).toBe(true);
  expect(whole({ workflow_id: undefined, contact_id: undefined, status: undefined })).toBe(false);
});
