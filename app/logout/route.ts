import { forgetSession, requestAuth } from "@/lib/auth/server";
import { AppError } from "@/lib/errors";
import { requireSameOrigin } from "@/lib/http/same-origin";

/** Signs this browser out. A POST, so that no link can do it. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(`${error.message}\n`, { status: error.status });
  }
  const { client, headers } = requestAuth(request);
  await client.auth.signOut({ scope: "local" });
  // Whatever the sign-in server said: this browser forgets.
  forgetSession({ request, headers });
  headers.set("location", "/login");
  return new Response(null, { status: 303, headers });
}
