import { databaseNow } from "@/lib/db/lookup";
import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { escapeHtml, htmlPage } from "@/lib/http/html-page";
import { readLimited } from "@/lib/http/read-body";
import { commitAsWorker } from "@/lib/services/commit";
import { type ApprovalLink, readApprovalLink } from "@/lib/services/tasks/approval-link";
import { decideByLink } from "@/lib/services/tasks/decide-by-link";
import { type AskedApproval, findApproval } from "@/lib/services/tasks/find-approval";

interface Route {
  params: Promise<{ token: string }>;
}

/** Shows what is asked and two buttons; opening the link decides nothing, because scanners open links too. */
export async function GET(_request: Request, { params }: Route): Promise<Response> {
  const link = await readLink(params);
  if (!link) return broken();
  return answer(async () => {
    const { value } = await asWorker({ workspaceId: link.w, fn: (ctx) => findApproval({ ctx, link }) });
    return value.closed ? shown({ approval: value, lead: value.closed }) : question(value);
  });
}

/** Decides, once. The token is the permission: it was made for the member asked, and stops with the task. */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const link = await readLink(params);
  if (!link) return broken();
  return answer(async () => {
    const form = new URLSearchParams(new TextDecoder().decode(await readLimited(request)));
    const decision = form.get("decision");
    if (decision !== "approved" && decision !== "rejected") {
      const { value } = await asWorker({ workspaceId: link.w, fn: (ctx) => findApproval({ ctx, link }) });
      return value.closed
        ? shown({ approval: value, lead: value.closed })
        : question(value, "Choose approve or reject.");
    }
    const comment = (form.get("comment") ?? "").replaceAll("\0", "").toWellFormed().trim().slice(0, 5000);
    const approval = await commitAsWorker({
      workspaceId: link.w,
      source: "approval link",
      fn: (ctx) => decideByLink({ ctx, link, decision, comment }),
    });
    return shown({ approval, lead: approval.closed ?? "" });
  });
}

async function readLink(params: Route["params"]): Promise<ApprovalLink | null> {
  return readApprovalLink({ token: (await params).token, now: Date.parse(await databaseNow()) });
}

/** What a link that leads nowhere any more answers, whatever the reason. */
async function answer(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return broken();
    if (error instanceof AppError && error.code === "too_large")
      return htmlPage({
        title: "This is too long",
        status: 413,
        body: "<h1>This is too long</h1><p>Go back and shorten the comment.</p>",
      });
    throw error;
  }
}

function question(approval: AskedApproval, problem?: string): Response {
  const { title, body, contact, due } = approval;
  const lines = [
    `<h1>${escapeHtml(title)}</h1>`,
    body ? `<p style="white-space:pre-wrap">${escapeHtml(body)}</p>` : "",
    `<p>${escapeHtml(contact ? `About ${contact}. ` : "")}Asked by ${escapeHtml(approval.workspace)}.${due ? ` Please answer by ${escapeHtml(due)}.` : ""}</p>`,
    problem ? `<p role="alert"><strong>${escapeHtml(problem)}</strong></p>` : "",
    `<form method="post"><p><label>Comment (optional)<br><textarea name="comment" rows="3" maxlength="5000"></textarea></label></p>`,
    `<button name="decision" value="approved">Approve</button><button name="decision" value="rejected">Reject</button></form>`,
  ];
  return htmlPage({ title, body: lines.join("\n"), status: problem ? 422 : 200 });
}

function shown({ approval, lead }: { approval: AskedApproval; lead: string }): Response {
  const comment = approval.comment ? `<p style="white-space:pre-wrap">“${escapeHtml(approval.comment)}”</p>` : "";
  return htmlPage({
    title: approval.title,
    body: `<h1>${escapeHtml(lead)}</h1><p>${escapeHtml(approval.title)}</p>${comment}`,
  });
}

function broken(): Response {
  return htmlPage({
    title: "This link does not work",
    status: 404,
    body: "<h1>This link does not work</h1><p>It is incomplete, was changed, or what it asked for is gone. Look into your tasks instead.</p>",
  });
}
