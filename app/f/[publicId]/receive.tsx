import { createHash } from "node:crypto";
import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { FormContent } from "@/lib/forms";
import { type RawAnswers, readAnswers } from "@/lib/forms/answers";
import { readTracking, trackingNames } from "@/lib/forms/prefill";
import { FASTEST, readRender, signRender } from "@/lib/forms/render-token";
import { clientAddress } from "@/lib/http/client-address";
import { commitAsWorker } from "@/lib/services/commit";
import { findPublicForm } from "@/lib/services/forms/find-public-form";
import { loadVersion, recallVersion } from "@/lib/services/forms/load-version";
import { openForm } from "@/lib/services/forms/open-form";
import { acceptSubmission } from "@/lib/services/submissions/accept-submission";
import { cleanText } from "@/lib/text";
import { limitVisitors } from "./limit-visitors";
import { readPost } from "./read-post";
import { type Refusal, refuse } from "./refuse";

type Place = { workspaceId: string; formId: string };

/**
 * Takes what a visitor sent: guards, checks, keeps it in one transaction, answers. Answers are checked against the version the
 * visitor saw, also when a newer one went online meanwhile: those are the words agreed to. Whatever is refused is shown again.
 */
export async function receive({
  request,
  publicId,
  json,
}: {
  request: Request;
  publicId: string;
  json: boolean;
}): Promise<Response> {
  const raw = await readPost(request);
  const place = await findPublicForm(publicId);
  // Only for forms there are: made-up addresses would fill the table of counters.
  const wait = await limitVisitors({ publicId, request });
  const render = readRender({ publicId, token: raw._token });
  if (!render) {
    if (wait !== null) throw new AppError("rate_limited", tooMany(wait), { retryAfterSeconds: wait });
    const form = await open(place);
    const token = signRender({ publicId, versionId: form.versionId });
    return refuse({
      raw,
      json,
      ...form,
      token,
      message: "This page was open for a long time. Please look it over and send it again.",
    });
  }
  const content =
    recallVersion({ workspaceId: place.workspaceId, versionId: render.versionId }) ??
    (await read({ place, versionId: render.versionId }));
  const again = async (why: Pick<Refusal, "errors" | "unknown" | "message">) =>
    refuse({ raw, json, name: (await open(place)).name, content, token: raw._token as string, ...why });
  if (wait !== null)
    return refuse({ raw, json, name: "Form", content, token: raw._token as string, wait, message: tooMany(wait) });
  if (raw._homepage) return again({ message: "We could not tell whether a person sent this. Please send it again." });
  if (Date.now() - render.at < FASTEST)
    return again({ message: "That was very quick. Please look over your answers and send them again." });
  const { answers, errors, consentGiven } = readAnswers({ content, raw });
  const unknown = json ? unknownNames({ content, raw }) : [];
  if (Object.keys(errors).length > 0 || unknown.length > 0) return again({ errors, unknown });
  const hash = createHash("sha256")
    .update(JSON.stringify([answers, consentGiven]))
    .digest("base64url");
  await commitAsWorker({
    workspaceId: place.workspaceId,
    source: "form",
    fn: (ctx) =>
      acceptSubmission({
        ctx,
        input: {
          formId: place.formId,
          version: { id: render.versionId, content },
          nonce: `${render.nonce}:${hash}`,
          answers,
          consentGiven,
          ...readTracking({ content, raw }),
          ip: clientAddress(request),
          userAgent: cleanText(request.headers.get("user-agent") ?? "").slice(0, 500) || null,
        },
      }),
  });
  return thank({ content, publicId, json });
}

function thank({ content, publicId, json }: { content: FormContent; publicId: string; json: boolean }): Response {
  const { type, url, message } = content.success;
  const headers = { "cache-control": "no-store" };
  if (json) return Response.json({ ok: true, ...(type === "redirect" ? { redirect: url } : { message }) }, { headers });
  return new Response(null, {
    status: 303,
    headers: { ...headers, location: type === "redirect" ? url : `/f/${publicId}/done` },
  });
}

async function open({ workspaceId, formId }: Place) {
  return (await asWorker({ workspaceId, fn: (ctx) => openForm({ ctx, formId }) })).value;
}

async function read({ place, versionId }: { place: Place; versionId: string }): Promise<FormContent> {
  return (await asWorker({ workspaceId: place.workspaceId, fn: (ctx) => loadVersion({ ctx, versionId }) })).value;
}

const tooMany = (seconds: number): string =>
  `Many people are using this form right now. Please send it again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;

function unknownNames({ content, raw }: { content: FormContent; raw: RawAnswers }): string[] {
  const known = new Set([
    "_token",
    "_homepage",
    "_consent",
    ...trackingNames,
    ...content.fields.map((field) => field.key),
  ]);
  return Object.keys(raw).filter((name) => !known.has(name));
}
