import { Body, Container, Head, Hr, Html, Preview, Section, Text } from "@react-email/components";

/** What the pipeline puts below every mail. `unsubscribeUrl` is null for transactional mail. */
export interface LayoutTexts {
  senderName: string;
  postalAddress: string;
  unsubscribeUrl: string | null;
}

const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** The one layout of all mail. `%%NAME%%` marks what changes from mail to mail. */
function Layout() {
  return (
    <Html lang="en">
      <Head>
        <title>%%SUBJECT%%</title>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>%%PREHEADER%%</Preview>
      <Body style={{ backgroundColor: "#f4f5f7", fontFamily: sans, margin: 0, padding: "24px 12px" }}>
        <Container style={{ backgroundColor: "#ffffff", borderRadius: 8, maxWidth: 600, padding: "28px 32px" }}>
          <Section style={{ color: "#1c1f26", fontSize: 16, lineHeight: "1.6" }}>%%CONTENT%%</Section>
          <Hr style={{ borderColor: "#e3e5ea", margin: "28px 0 16px" }} />
          <Text style={{ color: "#5b6170", fontSize: 13, lineHeight: "1.5", margin: 0 }}>%%SENDER%%</Text>
          <Text style={{ color: "#5b6170", fontSize: 13, lineHeight: "1.5", margin: 0 }}>%%POSTAL%%</Text>
          <Text style={{ color: "#5b6170", fontSize: 13, lineHeight: "1.5", margin: "4px 0 0" }}>%%UNSUBSCRIBE%%</Text>
        </Container>
      </Body>
    </Html>
  );
}

const text = "%%CONTENT%%\n\n--\n%%SENDER%%\n%%POSTAL%%\n%%UNSUBSCRIBE%%";
let made: Promise<{ html: string; text: string }> | null = null;

/** The layout as HTML and text, made once per process: it does not depend on who gets the mail. */
export function renderedLayout(): Promise<{ html: string; text: string }> {
  // Imported late: a static import of the renderer pulls in react-dom/server, which the build refuses.
  made ??= import("@react-email/render").then(async ({ render }) => ({ html: await render(<Layout />), text }));
  return made;
}
