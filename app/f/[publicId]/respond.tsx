import type { ReactElement } from "react";
import { HostedNotice } from "@/components/forms/hosted/hosted-page";
import { AppError } from "@/lib/errors";

interface Page {
  page: ReactElement;
  status?: number;
  /** The form sends visitors elsewhere: browsers apply form-action to redirects too. */
  leaves?: boolean;
  headers?: Record<string, string>;
}

/** Renders a page for visitors: plain HTML, no cookie, no script, nothing loaded from elsewhere. */
export async function respond({ page, status = 200, leaves, headers }: Page): Promise<Response> {
  // A static import of react-dom/server fails the build of a route.
  const { renderToStaticMarkup } = await import("react-dom/server");
  const action = leaves ? "'self' https: http:" : "'self'";
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status,
    headers: {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": `default-src 'none'; style-src 'self'; img-src 'self' data:; form-action ${action}; base-uri 'none'; frame-ancestors 'none'`,
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=()",
    },
  });
}

/** An error as a page in plain words, or as the API's error shape for scripts. */
export async function respondError({ error, json }: { error: unknown; json: boolean }): Promise<Response> {
  const known =
    error instanceof AppError
      ? error
      : new AppError("internal", "Something went wrong on our side. Please try again in a moment.");
  if (!(error instanceof AppError))
    console.error(
      JSON.stringify({
        level: "error",
        at: "form",
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
  const headers: Record<string, string> =
    known.retryAfterSeconds === undefined ? {} : { "retry-after": String(known.retryAfterSeconds) };
  if (json)
    return Response.json(
      {
        ok: false,
        error: { code: known.code, message: known.message, ...(known.fields ? { fields: known.fields } : {}) },
      },
      { status: known.status, headers: { ...headers, "cache-control": "no-store" } },
    );
  return respond({
    page: (
      <HostedNotice title={titles[known.code] ?? "This did not work"} message={messages[known.code] ?? known.message} />
    ),
    status: known.status,
    headers,
  });
}

const titles: Partial<Record<AppError["code"], string>> = {
  not_found: "There is no form here",
  gone: "This form is closed",
  too_large: "These answers are too long",
  rate_limited: "Please wait a moment",
  unavailable: "Please try again in a moment",
};

const messages: Partial<Record<AppError["code"], string>> = {
  not_found: "Check the address, or ask the person who gave it to you.",
  gone: "It takes no more answers. If you expected to find it open, ask the person who sent you here.",
  too_large: "Together they are larger than 1 MiB. Go back, shorten them, and send the form again.",
};
