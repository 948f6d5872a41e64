import { allScopes } from "@/lib/api/scopes";
import { findApiKey, withInstallationLock } from "@/lib/db/lookup";
import { type DemoFile, readDemoFile, writeDemoFile } from "@/lib/demo/demo-file";
import { demoForm } from "@/lib/demo/demo-form";
import { followUpGraph, welcomeGraph } from "@/lib/demo/demo-graphs";
import { makeDemoUser } from "@/lib/demo/demo-user";
import { answersOf, contactsOf } from "@/lib/demo/people";
import { seedTeam } from "@/lib/demo/seed-team";
import { env } from "@/lib/env";
import { sha256 } from "@/lib/secrets";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { commitAsMember, commitAsWorker } from "@/lib/services/commit";
import { insertContacts } from "@/lib/services/contacts/insert-contacts";
import { createForm } from "@/lib/services/forms/create-form";
import { publishForm } from "@/lib/services/forms/publish-form";
import { createSubmission } from "@/lib/services/submissions/create-submission";
import { createWorkflow } from "@/lib/services/workflows/create-workflow";
import { publishWorkflow } from "@/lib/services/workflows/publish-workflow";
import { updateWorkspace } from "@/lib/services/workspaces/update-workspace";

/**
 * Makes the demo workspace of an embedded installation: a published form, two live workflows, contacts, and runs that really
 * ran. A demo file whose key still works is kept, so a restart changes nothing.
 */
export async function seedDemo(): Promise<void> {
  await withInstallationLock({
    name: "leadloom:demo",
    work: async () => {
      const before = readDemoFile();
      if (before && before.url === env().baseUrl && (await findApiKey(sha256(before.apiKey)))) return;
      // Another port or host: the same workspace, another address.
      if (before && (await findApiKey(sha256(before.apiKey)))) {
        writeDemoFile({ ...before, url: env().baseUrl, formUrl: before.formUrl.replace(before.url, env().baseUrl) });
        return;
      }
      writeDemoFile(await seed());
    },
  });
}

async function seed(): Promise<DemoFile> {
  const user = await makeDemoUser();
  const actor = { kind: "user", userId: user.id, role: "owner", workspaceId: user.workspaceId } as const;
  const act = <T>(fn: Parameters<typeof commitAsMember<T>>[0]["fn"]) => commitAsMember({ actor, fn });
  await act((ctx) =>
    updateWorkspace({
      ctx,
      input: {
        id: user.workspaceId,
        name: "Northwind Studio",
        sender_name: "Northwind Studio",
        sender_email: "hello@northwind.example",
        postal_address: "12 Harbour Street, 20457 Hamburg, Germany",
      },
    }),
  );
  const form = await act((ctx) => createForm({ ctx, input: { name: "Request a demo", draft: demoForm } }));
  await act((ctx) => publishForm({ ctx, input: { id: form.id, note: "First version" } }));
  const workflows = [
    {
      name: "Demo request follow-up",
      description: "Answers every request at once and sorts leads by budget.",
      draft: followUpGraph(form.id),
    },
    { name: "Welcome series", description: "Stays in touch with leads who are not ready yet.", draft: welcomeGraph() },
  ];
  for (const input of workflows) {
    const { id } = await act((ctx) => createWorkflow({ ctx, input }));
    await act((ctx) => publishWorkflow({ ctx, input: { id, note: "First version" } }));
  }
  // Contacts from before: they start nothing.
  await commitAsWorker({
    workspaceId: user.workspaceId,
    source: "import",
    dispatch: false,
    fn: (ctx) => insertContacts({ ctx, input: { contacts: contactsOf(Date.parse(ctx.now)) } }),
  });
  for (const { consent, ...answers } of answersOf()) {
    await act((ctx) =>
      createSubmission({
        ctx,
        input: {
          id: form.id,
          answers,
          consent,
          utm: { utm_source: "newsletter" },
          referrer: null,
          ip: null,
          user_agent: null,
        },
      }),
    );
  }
  await seedTeam({ actor });
  const key = await act((ctx) =>
    createApiKey({ ctx, input: { name: "Demo key", role: "admin", scopes: allScopes(), expires_at: null } }),
  );
  return {
    url: env().baseUrl,
    email: user.email,
    password: user.password,
    workspace: user.slug,
    apiKey: key.secret,
    formUrl: `${env().baseUrl}/f/${form.public_id}`,
  };
}
