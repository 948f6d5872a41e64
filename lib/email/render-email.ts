import MarkdownIt from "markdown-it";
import { type LayoutTexts, renderedLayout } from "@/lib/email/layout";
import { render } from "@/lib/template";

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrJoin("style", "color:#2f54d1");
  return self.renderToken(tokens, index, options);
};

export interface RenderedEmail {
  subject: string;
  html: string;
  text: string;
  /** Names the templates used that had no value. */
  missing: string[];
}

/**
 * Renders a mail: Liquid first (values escaped as Markdown text), then Markdown without raw HTML, then the one layout.
 * @param state what templates see
 * @param footer postal address and unsubscribe link that the pipeline adds; authors cannot leave them out
 * @throws Error in words when a template does not render
 */
export async function renderEmail({
  subject,
  body,
  preheader,
  state,
  footer,
  now,
}: {
  subject: string;
  body: string;
  preheader?: string;
  state: object;
  footer: LayoutTexts;
  now: string;
}): Promise<RenderedEmail> {
  const missing = new Set<string>();
  const fill = (template: string, as: "header" | "markdown" | "plain") => {
    const made = render({ template, state, as, now });
    if (made.problem) throw new Error(made.problem);
    for (const name of made.missing) missing.add(name);
    return made.text;
  };
  const content = fill(body, "markdown");
  const line = fill(subject, "header").trim();
  const lead = preheader ? fill(preheader, "plain") : "";
  const { html, text } = await renderedLayout();
  const slots: Record<string, string> = {
    CONTENT: markdown.render(content),
    PREHEADER: escapeHtml(lead),
    SUBJECT: escapeHtml(line),
    POSTAL: escapeHtml(footer.postalAddress),
    SENDER: escapeHtml(footer.senderName),
    UNSUBSCRIBE: footer.unsubscribeUrl
      ? `<a href="${escapeHtml(footer.unsubscribeUrl)}" style="color:#5b6170">Unsubscribe</a>`
      : "",
  };
  const { toPlainText } = await import("@react-email/render");
  return {
    subject: line,
    html: fillSlots(html, slots),
    text: fillSlots(text, {
      ...slots,
      CONTENT: toPlainText(slots.CONTENT as string, { wordwrap: false }).trim(),
      POSTAL: footer.postalAddress,
      SENDER: footer.senderName,
      UNSUBSCRIBE: footer.unsubscribeUrl ? `Unsubscribe: ${footer.unsubscribeUrl}` : "",
    })
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    missing: [...missing],
  };
}

// One pass: a value that happens to spell a slot's name is text, not a slot.
function fillSlots(layout: string, slots: Record<string, string>): string {
  return layout.replace(/%%([A-Z]+)%%/g, (whole, name: string) => slots[name] ?? whole);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
