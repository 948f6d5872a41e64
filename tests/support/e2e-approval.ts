import { setTimeout as sleep } from "node:timers/promises";
import type { Demo } from "./app.ts";
import { graphOf, restClient } from "./e2e-api.ts";

const title = "May Sam Sender get 20 percent off?";

/** Once per installation: a workflow asks the owner of the demo workspace, who gets a mail. @returns the path of the link in it */
export async function askApproval(demo: Demo): Promise<string> {
  const call = restClient(demo);
  const must = async (method: "GET" | "POST", path: string, body?: unknown) => {
    const answer = await call(method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const email = "sam.sender@example.test";
  if ((await must("GET", `/contacts?search=${email}`)).data.length === 0) {
    const contact = await must("POST", "/contacts", { email, first_name: "Sam", last_name: "Sender" });
    const members = (await must("GET", "/members")).data as { id: string; role: string }[];
    const member = members.find(({ role }) => role === "owner")!.id;
    const message = "Sam has asked twice this week and would take two years at once.";
    const draft = graphOf({
      steps: [
        ["start", "manual", {}],
        ["ask", "approval", { title, message, how: "member", member, deadline: { amount: 3, unit: "days" } }],
      ],
      arrows: [["start", "out", "ask"]],
    });
    const workflow = await must("POST", "/workflows", { name: "Discounts", draft });
    await must("POST", `/workflows/${workflow.id}/publish`, {});
    await must("POST", `/workflows/${workflow.id}/execute`, { contact_id: contact.id });
  }
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(200)) {
    const mails = (await must("GET", "/mailbox?limit=200")).data as { id: string; subject: string }[];
    const mail = mails.find(({ subject }) => subject.includes(title));
    const link = mail && /https?:\/\/\S+\/a\/[^\s"<>]+/.exec((await must("GET", `/mailbox/${mail.id}`)).text);
    if (link) return new URL(link[0]).pathname;
  }
  throw new Error("The mail that asks for the approval was not sent.");
}
