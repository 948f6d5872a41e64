import { describe, expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fits, performing, runNode } from "./run-node";

const type = "send_chat_message";
const secretId = "018f0000-0000-7000-8000-000000000009";
const config = { platform: "slack", secretId, text: "New: {{ contact.custom.plan }} {{ contact.email }}" };

describe("send chat message", () => {
  test("happy path: asks for one message with the values filled in, by the platform's own rules", async () => {
    const contact = { custom: { plan: "<!here>" } };
    expect(performing(await runNode({ type, config, contact })).effect).toEqual({
      kind: "chat",
      platform: "slack",
      secretId,
      text: "New: &lt;!here&gt; ada@example.com",
    });
    const discord = { ...config, platform: "discord", text: `{{ contact.custom.plan }}${"x".repeat(3000)}` };
    const { effect } = performing(await runNode({ type, config: discord, contact }));
    expect(effect).toMatchObject({ text: expect.stringMatching(/^<!here>x+…$/) });
    expect((effect as { text: string }).text).toHaveLength(2000);
  });
  test("provider failure: says what became of it", async () => {
    const { after: settle } = performing(await runNode({ type, config }));
    const result = settle({ status: "done", output: { status: "sent", platform: "slack" } });
    expect(fits({ type, config, result })).toBe(true);
    expect(() => settle({ status: "failed", reason: "Slack refused the message (404).", retryable: false })).toThrow(
      "404",
    );
    expect(() => settle({ status: "unknown", reason: "It broke." })).toThrow(/not known whether the message arrived/);
  });
  test("does not send nothing", async () => {
    await expect(runNode({ type, config: { ...config, text: "{{ contact.phone }}" } })).rejects.toThrow(/empty/);
  });
  test("simulated: is simulated in the shape of a real answer", async () => {
    const result = await runNode({ type, config, simulate: true });
    expect(fits({ type, config, result })).toBe(true);
  });
  test("refused config: needs a secret and a text", () => {
    const { error } = getNode(type)!.config.safeParse({ platform: "irc" });
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual(["platform", "secretId", "text"]);
    expect(getNode(type)!.references!({ secretId })).toEqual([{ path: "secretId", kind: "secret", id: secretId }]);
  });
});
