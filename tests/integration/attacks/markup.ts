import { Parser } from "htmlparser2";

export interface Markup {
  /** Every element with the names of its attributes, in order: what a value must not be able to change. */
  skeleton: string[];
  /** What would run or lead away. */
  dangers: string[];
  /** The text a reader sees, and the values of inputs. */
  text: string;
}

const runs = ["script", "iframe", "object", "embed", "base", "svg", "math", "frame", "template", "applet"];

/** Reads HTML as a browser would take it apart. */
export function readMarkup(html: string): Markup {
  const found: Markup = { skeleton: [], dangers: [], text: "" };
  const parser = new Parser({
    onopentag(name, attributes) {
      found.skeleton.push(`${name}[${Object.keys(attributes).sort().join(" ")}]`);
      if (runs.includes(name)) found.dangers.push(`<${name}>`);
      for (const [attribute, value] of Object.entries(attributes)) {
        // What browsers take out of an address before they read it.
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they take out
        const plain = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
        if (attribute.startsWith("on")) found.dangers.push(`${name} ${attribute}`);
        if (
          /^(href|src|action|formaction|srcdoc|xlink:href)$/.test(attribute) &&
          /^(javascript|vbscript|data:text)/.test(plain)
        )
          found.dangers.push(`${name} ${attribute}=${value}`);
        if (name === "meta" && attribute === "http-equiv" && plain === "refresh") found.dangers.push(`meta ${value}`);
        if (attribute === "value") found.text += `\n${value}\n`;
      }
    },
    ontext: (text) => {
      found.text += text;
    },
  });
  parser.end(html);
  return found;
}
