import { describe, expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fits, performing, runNode } from "./run-node";

const type = "http_request";
const config = { url: "https://api.example.com/x/{{ contact.first_name }}", json: '{ "email": {{ contact.email }} }' };
const secretId = "018f0000-0000-7000-8000-000000000009";
const parsed = (given: object) => getNode(type)!.config.safeParse({ ...config, ...given });

describe("HTTP request", () => {
  test("happy path: asks for exactly the request its settings describe", async () => {
    const headers = [
      { name: "X-Plan", value: "{{ contact.custom.plan }}" },
      { name: "Authorization", from: "secret", secretId, prefix: "Bearer " },
    ];
    const query = [
      { name: "q", value: "a & {{ contact.email }}" },
      { name: "key", from: "secret", secretId },
    ];
    const mapping = [{ name: "id", path: "items[0].id" }];
    const { effect } = performing(await runNode({ type, config: { ...config, headers, query, mapping } }));
    expect(effect).toEqual({
      kind: "http",
      method: "POST",
      url: "https://api.example.com/x/Ada?q=a+%26+ada%40example.com",
      headers: { "Content-Type": "application/json", "X-Plan": "pro" },
      secrets: [
        { in: "query", name: "key", secretId },
        { in: "header", name: "Authorization", secretId, prefix: "Bearer " },
      ],
      body: '{ "email": "ada@example.com" }',
      repeatable: false,
      success: ["2xx"],
      timeoutSeconds: 15,
      mapping,
    });
  });
  test("sends forms and texts as they are, and nothing with GET", async () => {
    const form = [{ name: "a b", value: "{{ contact.email }}&" }];
    expect(performing(await runNode({ type, config: { ...config, bodyType: "form", form } })).effect).toMatchObject({
      body: "a+b=ada%40example.com%26",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect(
      performing(await runNode({ type, config: { ...config, bodyType: "text", text: "Hi {{ contact.first_name }}" } }))
        .effect,
    ).toMatchObject({ body: "Hi Ada" });
    expect(performing(await runNode({ type, config: { ...config, method: "GET" } })).effect).toMatchObject({
      body: null,
    });
  });
  test("may be repeated by its method, or when the receiver honours the key", async () => {
    const repeatable = async (given: object) =>
      (performing(await runNode({ type, config: { ...config, ...given } })).effect as { repeatable: boolean })
        .repeatable;
    for (const method of ["GET", "HEAD", "PUT", "DELETE"]) expect(await repeatable({ method }), method).toBe(true);
    for (const method of ["POST", "PATCH"]) {
      expect(await repeatable({ method }), method).toBe(false);
      expect(await repeatable({ method, repeatSafe: true }), method).toBe(true);
    }
  });
  test("provider failure: fails when the receiver refuses, and says so when nobody knows", async () => {
    const { after: settle } = performing(await runNode({ type, config }));
    expect(() => settle({ status: "failed", reason: "The receiver answered 422.", retryable: false })).toThrow("422");
    expect(() => settle({ status: "unknown", reason: "The connection broke." })).toThrow(
      /not known whether the request was done/,
    );
    const output = { status: 200, ok: true, body: {}, truncated: false, headers: {}, fields: {} };
    const result = settle({ status: "done", output });
    expect(fits({ type, config, result })).toBe(true);
  });
  test("fails when its JSON is none once filled in", async () => {
    await expect(runNode({ type, config: { ...config, json: '{ "a": {{ contact.email }} ' } })).rejects.toThrow(
      /not valid JSON/,
    );
  });
  test("simulated: is simulated without a request, in the shape of a real answer", async () => {
    const result = await runNode({
      type,
      config: { ...config, mapping: [{ name: "id", path: "id" }] },
      simulate: true,
    });
    expect(result).toMatchObject({ type: "done", output: { fields: { id: null } } });
    expect(fits({ type, config, result })).toBe(true);
  });
  test.each([
    [{ url: "ftp://x.example" }, "url"],
    [{ url: "{{ contact.custom.url }}" }, "url"],
    [{ url: "https://{{ contact.custom.host }}/x" }, "url"],
    [{ json: "" }, "json"],
    [{ headers: [{ name: "Host", value: "x" }] }, "headers.0.name"],
    [{ headers: [{ name: "X Y", value: "x" }] }, "headers.0.name"],
    [{ headers: [{ name: "X-Key", from: "secret" }] }, "headers.0.secretId"],
    [{ success: "ok" }, "success"],
    [{ mapping: [{ name: "Order Id", path: "id" }] }, "mapping.0.name"],
    [{ timeoutSeconds: 600 }, "timeoutSeconds"],
  ])("refused config: refuses %j", (wrong, path) => {
    const { error } = parsed(wrong);
    expect(error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });
  test("advises to keep keys as secrets and to use https", () => {
    const headers = [{ name: "X-Api-Key", from: "text" as const, value: "abc" }];
    const advice = getNode(type)!.advise!({ url: "http://x.example", headers });
    expect(advice.map(({ code }) => code)).toEqual(["no_https", "open_secret"]);
  });
});
