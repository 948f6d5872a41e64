import { cookies } from "next/headers";

export const TYPED_COOKIE = "leadloom-typed";

/** What was typed into a form that was refused just now, by field name. For pages; only trust it while `error` is in the address. */
export async function readTyped(): Promise<Record<string, string>> {
  const value = (await cookies()).get(TYPED_COOKIE)?.value ?? "";
  try {
    const typed = JSON.parse(Buffer.from(value, "base64url").toString("utf8"));
    return Object.fromEntries(
      Object.entries(typed).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}
