import { durableRuntimeReady } from "@/inngest/start";
import { migrationVersion } from "@/lib/db/lookup";
import { readiness } from "@/lib/readiness";

/** 200 once database, migrations, durable runtime and demo workspace are there; otherwise 503 with what is missing. */
export async function GET(): Promise<Response> {
  const { state, reason } = readiness();
  const answer = (status: number, body: object) =>
    Response.json(body, { status, headers: { "cache-control": "no-store" } });
  if (state !== "ready") return answer(503, { status: state, reason });
  try {
    const migration = await migrationVersion();
    if (!migration) return answer(503, { status: "starting", reason: "No migration has been applied yet." });
    if (!durableRuntimeReady())
      return answer(503, { status: "starting", reason: "The durable runtime is not taking jobs yet." });
    return answer(200, { status: "ready", migration });
  } catch {
    return answer(503, { status: "failed", reason: "The database is not reachable." });
  }
}
