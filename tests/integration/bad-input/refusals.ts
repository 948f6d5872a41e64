import { expect } from "vitest";
import { type badInputWorld, countRows, type Refused, readRefusal, type Send } from "./world.ts";

/** How a test says that a call must be refused. `world` is asked for when the test runs. */
export function refusals(world: () => Awaited<ReturnType<typeof badInputWorld>>) {
  /** Sends it and expects the refusal with exactly these fields, and not one row more or less. */
  async function refusal(call: Parameters<Send>[0], expected: { status: number; fields?: string[] }): Promise<Refused> {
    const { sql, send } = world();
    const before = await countRows(sql);
    const answer = await readRefusal(await send(call));
    expect({ status: answer.status, fields: answer.fields }, answer.text).toEqual({ fields: [], ...expected });
    expect(await countRows(sql)).toEqual(before);
    return answer;
  }
  return {
    refusal,
    refused: async (...args: Parameters<typeof refusal>): Promise<void> => {
      await refusal(...args);
    },
  };
}
