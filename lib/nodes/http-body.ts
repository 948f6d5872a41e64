import type { HttpSettings } from "@/lib/nodes/http-settings";
import { NodeError } from "@/lib/nodes/node-result";

/** @throws NodeError when the address with its values filled in is none */
export function httpAddress(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new NodeError(`"${text.slice(0, 200)}" is not a web address. Correct the address of this step.`, {
      retryable: false,
    });
  }
}

type Render = (args: { template: string; as: "json" | "plain" }) => string;

/** The bytes of the body. @throws NodeError when the JSON with its values filled in is none */
export function httpBody({ settings, render }: { settings: HttpSettings; render: Render }): {
  type: string | null;
  body: string | null;
} {
  switch (settings.bodyType) {
    case "none":
      return { type: null, body: null };
    case "form": {
      const form = new URLSearchParams();
      for (const { name, value } of settings.form) form.append(name, render({ template: value, as: "plain" }));
      return { type: "application/x-www-form-urlencoded", body: form.toString() };
    }
    case "text":
      return { type: "text/plain; charset=utf-8", body: render({ template: settings.text ?? "", as: "plain" }) };
    case "json": {
      const body = render({ template: settings.json ?? "", as: "json" });
      if (body.trim() === "") return { type: null, body: null };
      try {
        JSON.parse(body);
      } catch (error) {
        throw new NodeError(
          `The body is not valid JSON once its variables are filled in: ${(error as Error).message}.`,
          {
            retryable: false,
          },
        );
      }
      return { type: "application/json", body };
    }
  }
}
