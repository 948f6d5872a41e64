import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/db/scoped";
import type { FormContent } from "@/lib/forms";
import { connect, type Sql } from "../../../scripts/database/connect.ts";
import { createDatabase } from "../../support/database.ts";

/** A workspace on a database of its own, with the visitor's door to its forms. Import after the environment is set. */
export async function formsFixture(settings: Record<string, string> = {}) {
  const database = await createDatabase();
  Object.assign(process.env, database.env, settings);
  const { createWorkspace } = await import("@/lib/db/lookup");
  const { asMember } = await import("@/lib/db/scoped");
  const { createForm } = await import("@/lib/services/forms/create-form");
  const { publishForm } = await import("@/lib/services/forms/publish-form");
  const { pool } = await import("@/lib/db/connect");
  const page = await import("@/app/f/[publicId]/route");
  const admin: Sql = connect(database.adminUrl);

  const userId = randomUUID();
  const workspaceId = await createWorkspace({
    userId,
    email: `${userId}@example.com`,
    userName: "Ada",
    name: "Acme",
    slug: `acme-${userId.slice(0, 8)}`,
    timeZone: "UTC",
  });
  const actor: Actor = { kind: "user", userId, role: "owner", workspaceId };
  const member = async <T>(fn: Parameters<typeof asMember<T>>[0]["fn"]): Promise<T> =>
    (await asMember({ actor, fn })).value;

  const publish = async (draft: Partial<FormContent> & Pick<FormContent, "fields">) => {
    const { formContent } = await import("@/lib/forms");
    const form = await member((ctx) =>
      createForm({ ctx, input: { name: "Contact us", draft: formContent.parse(draft) } }),
    );
    return member((ctx) => publishForm({ ctx, input: { id: form.id, note: "" } }));
  };

  const route = (publicId: string) => ({ params: Promise.resolve({ publicId }) });
  const open = (
    publicId: string,
    { query = "", headers = {} }: { query?: string; headers?: Record<string, string> } = {},
  ) =>
    page.GET(
      new Request(`http://forms.test/f/${publicId}${query}`, { headers: { accept: "text/html", ...headers } }),
      route(publicId),
    );

  /** Opens the page and waits as long as a person would. */
  const token = async (publicId: string): Promise<string> => {
    const html = await (await open(publicId)).text();
    return aged(tokenOf(html));
  };
  const post = (publicId: string, body: Record<string, string> | string, headers: Record<string, string> = {}) =>
    page.POST(
      new Request(`http://forms.test/f/${publicId}`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          accept: "text/html",
          "user-agent": "Test browser",
          ...headers,
        },
        body: typeof body === "string" ? body : new URLSearchParams(body).toString(),
      }),
      route(publicId),
    );
  const submit = async (publicId: string, answers: Record<string, string>, headers?: Record<string, string>) =>
    post(publicId, { _token: await token(publicId), ...answers }, headers);

  /** The same signed page as if it had been rendered `ms` earlier. */
  const aged = async (given: string, ms = 5000): Promise<string> => {
    const { readToken, signToken } = await import("@/lib/tokens");
    const data = readToken<{ t: number; exp: number }>({ purpose: "form-render", token: given, now: Date.now() });
    if (!data) throw new Error("The page held no valid token.");
    return signToken({ purpose: "form-render", data: { ...data, t: data.t - ms, exp: data.exp - ms } });
  };

  return {
    admin,
    workspaceId,
    actor,
    member,
    publish,
    open,
    token,
    aged,
    post,
    submit,
    end: async () => {
      await pool().end();
      await admin.end();
      await database.drop();
    },
  };
}

export type FormsFixture = Awaited<ReturnType<typeof formsFixture>>;

export function tokenOf(html: string): string {
  return /name="_token" value="([^"]+)"/.exec(html)?.[1] ?? "";
}

/** Field declarations tests share. */
export const fields = {
  email: { id: "f1", key: "email", type: "email", label: "Email", required: true, maps_to: "email" },
  first: { id: "f2", key: "first_name", type: "text", label: "First name", maps_to: "first_name" },
  phone: { id: "f3", key: "phone", type: "phone", label: "Phone", maps_to: "phone" },
} as unknown as Record<"email" | "first" | "phone", FormContent["fields"][number]>;
