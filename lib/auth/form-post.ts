import { serializeCookieHeader } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
import { FormRefusal } from "@/lib/auth/form-refusal";
import { requestAuth } from "@/lib/auth/server";
import { TYPED_COOKIE } from "@/lib/auth/typed";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readLimited } from "@/lib/http/read-body";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { cleanText } from "@/lib/text";

export interface FormPost {
  request: Request;
  /** What was typed, trimmed; "" for a field that was not sent. */
  field: (name: string) => string;
  /** A password, exactly as typed. */
  secret: (name: string) => string;
  client: SupabaseClient;
  /** Headers of the answer; the session's cookies are already among them. */
  headers: Headers;
}

/**
 * A route handler for a plain HTML form: refuses other sites, hands over what was typed, and answers with a redirect, so that
 * forms work without JavaScript. `handle` returns the path to go to, or throws `FormRefusal`: then `page` is shown again.
 * @param keep the fields that are filled in again after a refusal; never a password
 */
export function formPost({
  page,
  keep = [],
  handle,
}: {
  page: string;
  keep?: string[];
  handle: (post: FormPost) => Promise<string>;
}) {
  return async (request: Request): Promise<Response> => {
    const { client, headers } = requestAuth(request);
    const go = (to: string) => {
      headers.set("location", to);
      return new Response(null, { status: 303, headers });
    };
    let sent = new URLSearchParams();
    try {
      requireSameOrigin(request);
      sent = await readForm(request);
      const post = {
        request,
        client,
        headers,
        field: (name: string) => cleanText(sent.get(name) ?? "").trim(),
        secret: (name: string) => sent.get(name) ?? "",
      };
      const to = await handle(post);
      headers.append("set-cookie", typedCookie({ value: "", maxAge: 0 }));
      return go(to);
    } catch (error) {
      if (error instanceof AppError)
        return new Response(`${error.message}\n`, {
          status: error.status,
          headers: { "content-type": "text/plain; charset=utf-8" },
        });
      const refusal = error instanceof FormRefusal ? error : unexpected(error);
      const typed = Object.fromEntries(keep.map((name) => [name, (sent.get(name) ?? "").slice(0, 300)]));
      headers.append(
        "set-cookie",
        typedCookie({ value: Buffer.from(JSON.stringify(typed)).toString("base64url"), maxAge: 120 }),
      );
      const query = new URLSearchParams({ error: refusal.code });
      const next = sent.get("next");
      if (next) query.set("next", next.slice(0, 1000));
      return go(`${refusal.page ?? page}?${query}`);
    }
  };
}

function unexpected(error: unknown): FormRefusal {
  console.error(
    JSON.stringify({
      level: "error",
      at: "sign-in",
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  return new FormRefusal("unavailable");
}

async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b/i.test(type))
    throw new AppError("unsupported_type", "Send the form as application/x-www-form-urlencoded.");
  return new URLSearchParams(new TextDecoder().decode(await readLimited(request)));
}

/** What was typed comes back by a cookie of two minutes: in an address it would end in logs and histories. */
function typedCookie({ value, maxAge }: { value: string; maxAge: number }): string {
  return serializeCookieHeader(TYPED_COOKIE, value, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: env().baseUrl.startsWith("https:"),
    maxAge,
  });
}
