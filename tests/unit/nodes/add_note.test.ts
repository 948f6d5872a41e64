import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { contactOf } from "./team-context";

const type = "add_note";
const config = { body: "Wants {{ contact.custom.plan }}" };

test("happy path: writes the note with its values", async () => {
  const wrote: string[] = [];
  const addNote = async (body: string) => {
    wrote.push(body);
    return { noteId: "note-1" };
  };
  const result = await runNode({ type, config, more: contactOf({ addNote }) });
  expect(wrote).toEqual(["Wants pro"]);
  expect(result).toMatchObject({ output: { note_id: "note-1" } });
  expect(fits({ type, config, result })).toBe(true);
});
test("a note that comes out empty is not written", async () => {
  const empty = { body: "{{ contact.nothing }}" };
  const addNote = () => Promise.reject(new Error("It was written."));
  const result = await runNode({ type, config: empty, more: contactOf({ addNote }) });
  expect(result).toMatchObject({ output: {}, note: "Nothing was written: the note came out empty." });
  expect(fits({ type, config: empty, result })).toBe(true);
});
test("refused config: needs words, and not too many", () => {
  expect(refusal({ type, config: { body: " " } })).toBe("body: Write the note.");
  expect(refusal({ type, config: { body: "x".repeat(10_001) } })).toBe("body: At most 10,000 characters.");
});
test("simulated: writes nothing, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config });
  expect(fit).toBe(true);
  expect(step.output.note_id).toMatch(/./);
});
