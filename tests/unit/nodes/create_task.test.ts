import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { ids, summary, task } from "./team-context";

const type = "create_task";
const config = {
  title: "Call {{ contact.first_name }}",
  body: "About {{ contact.custom.plan }}",
  how: "member",
  member: ids.ada,
  dueInDays: 2,
};

test("happy path: makes the task with its words, assignee and date", async () => {
  const asked: unknown[] = [];
  const tasks = {
    create: async (one: { dueAt: string | null }) => {
      asked.push(one);
      return task({ dueAt: one.dueAt });
    },
    expire: async () => task(),
  };
  const result = await runNode({ type, config, more: { tasks: tasks as never } });
  expect(asked).toMatchObject([
    {
      kind: "task",
      title: "Call Ada",
      body: "About pro",
      assignee: { how: "member", member: ids.ada },
      // Two calendar days in Berlin, over the change of clocks.
      dueAt: "2030-04-01T07:00:00.000Z",
    },
  ]);
  expect(fits({ type, config, result })).toBe(true);
});
test("says when the contact has no owner to give it to", async () => {
  const owner = { title: "Call", how: "owner" };
  const result = await runNode({ type, config: owner });
  expect(result).toMatchObject({
    output: { assignee_id: null },
    note: "The contact has no owner: nobody was assigned.",
  });
  expect(fits({ type, config: owner, result })).toBe(true);
});
test("refused config: refuses an empty title and nobody where a member is wanted", () => {
  expect(refusal({ type, config: { ...config, title: " " } })).toBe("title: Give a title.");
  expect(refusal({ type, config: { title: "Call", how: "member" } })).toBe("member: Choose a member.");
  expect(summary({ type, config: { ...config, title: "Call" } })).toBe('"Call" for Ada');
});
test("simulated: in the shape of a real task", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: { title: "Call", how: "owner" } });
  expect(fit).toBe(true);
  expect(step.outlet).toBe("out");
});
