import { expect, test } from "vitest";
import { bulkVerbs, bulkWords, meantWords } from "@/components/runs/bulk-words";
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

test("an earlier action says in a few words which runs it was for", () => {
  const ids = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
  const workflow = { id: ids[0]!, name: "Welcome" };
  expect(meantWords({ filter: { ids }, workflow: null })).toBe("2 chosen runs");
  expect(meantWords({ filter: { ids: ids.slice(1) }, workflow: null })).toBe("1 chosen run");
  expect(meantWords({ filter: { workflow_id: ids[0], status: "failed" }, workflow })).toBe("Failed runs of Welcome");
  expect(meantWords({ filter: { contact_id: ids[1], node_id: "w" }, workflow: null })).toBe(
    "Runs of one contact at one step",
  );
});
