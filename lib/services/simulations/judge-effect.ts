import type { ServiceContext } from "@/lib/db/scoped";
import type { SimulationInput } from "@/lib/engine/simulate/simulation";
import { mayEmail } from "@/lib/services/messages/may-email";

/**
 * The rules of sending as they stand for the contact, read only: what a simulated send would be told. A made-up person
 * (`real: false`) may get everything.
 */
export function judgeEffect({ ctx, real }: { ctx: ServiceContext; real: boolean }): SimulationInput["judge"] {
  return async ({ effect, state }) => {
    const { contact } = state;
    if (effect.kind !== "email") return null;
    const no = await (async () => {
      // What the simulated steps did to the contact counts before what is stored.
      if (contact.do_not_contact) return "The contact is marked do not contact.";
      const tag = contact.tags.find((one) => one.trim().toLowerCase() === "dnc");
      if (tag) return `The contact has the tag ${tag}, which means do not contact.`;
      if (!real) return null;
      return mayEmail({ ctx, contact, to: effect.to.trim().toLowerCase(), purpose: effect.purpose });
    })();
    return no ? { status: "skipped", reason: no, output: { status: "skipped", reason: no } } : null;
  };
}
