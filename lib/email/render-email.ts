import MarkdownIt from "markdown-it";
import { type LayoutTexts, renderedLayout } from "@/lib/email/layout";

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrJoin("style", "color:#2f54d1");
  return self.renderToken(tokens, index, options);
};

export interface RenderedEmail {
  html: string;
  text: string;
}

/**
 * Makes the HTML and text of a mail: Markdown without raw HTML, in the one layout.
 * @param body Markdown whose variables are filled already; nothing in it is evaluated
 * @param footer postal address and unsubscribe link that the pipeline adds; authors cannot leave them out
 */
export async function renderEmail({
  subject,
  body,
  preheader,
  footer,
}: {
  subject: string;
  body: string;
  preheader: string;
  footer: LayoutTexts;
}): Promise<RenderedEmail> {
  const { html, text } = await renderedLayout();
  const { toPlainText } = await import("@react-email/render");
  const content = markdown.render(body);
  const link = footer.unsubscribeUrl;
  return {
    html: fillSlots(html, {
      CONTENT: content,
      PREHEADER: escapeHtml(preheader),
      SUBJECT: escapeHtml(subject),
      POSTAL: escapeHtml(footer.postalAddress),
      SENDER: escapeHtml(footer.senderName),
      UNSUBSCRIBE: link ? `<a href="${escapeHtml(link)}" style="color:#5b6170">Unsubscribe</a>` : "",
    }),
    text: fillSlots(text, {
      CONTENT: toPlainText(content, { wordwrap: false }).trim(),
      POSTAL: footer.postalAddress,
      SENDER: footer.senderName,
      UNSUBSCRIBE: link ? `Unsubscribe: ${link}` : "",
    })
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
  };
}

// One pass: a value that happens to spell a slot's name is text, not a slot.
function fillSlots(layout: string, slots: Record<string, string>): string {
  return layout.replace(/%%([A-Z]+)%%/g, (whole, name: string) => slots[name] ?? whole);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
