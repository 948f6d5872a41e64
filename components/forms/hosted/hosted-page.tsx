import type { ReactNode } from "react";

type Props = { title: string; children: ReactNode; indexed?: boolean };

/** A whole page for visitors: one stylesheet, no script. */
export function HostedPage({ title, children, indexed }: Props) {
  return (
    <html lang="en" className="lf-html">
      {/* biome-ignore lint/style/noHeadElement: a whole document, rendered outside of Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {indexed ? null : <meta name="robots" content="noindex" />}
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/form.css" />
      </head>
      <body className="lf-body">
        <main className="lf lf-page">
          <div className="lf-card">{children}</div>
        </main>
      </body>
    </html>
  );
}

/** A page that only says something. */
export function HostedNotice({ title, message, done }: { title: string; message: string; done?: boolean }) {
  return (
    <HostedPage title={title}>
      {done ? (
        <svg
          className="lf-done"
          viewBox="0 0 44 44"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          aria-hidden="true"
        >
          <circle cx="22" cy="22" r="20" />
          <path d="m14 22.5 5.5 5.5L30 17" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      ) : null}
      <h1 className="lf-title">{title}</h1>
      <p className="lf-message">{message}</p>
    </HostedPage>
  );
}
