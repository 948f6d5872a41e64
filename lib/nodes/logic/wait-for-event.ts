import { z } from "zod";
import { type Condition, fieldsOf } from "@/lib/conditions";
import { type EventName, eventNames, events } from "@/lib/events";
import { allOf, branchIdSchema, branchNameSchema, conditionSchema, timeoutSchema, uniqueIds } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords, zoneOf } from "@/lib/nodes/duration";
import { byPerson, machineField } from "@/lib/nodes/mail-trigger";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "wait_for_event",
  kind: "logic",
  version: 1,
  label: "Wait for an event",
  description: "Waits until the first of several things happens to the contact, or gives up after a time.",
  icon: "ear",
  group: "Time",
  role: "wait",
  config: z.strictObject({
    events: z
      .array(
        z.strictObject({
          id: branchIdSchema,
          name: branchNameSchema.meta({ title: "Name", widget: "text" }),
          type: z.enum(eventNames, "Choose an event.").meta({ title: "Event", widget: "select" }),
          key: z.string().trim().max(120).optional().meta({
            title: "Which one",
            description: "A form, a tag, a field or the name of the event. Leave empty for any.",
            widget: "text",
          }),
          conditions: conditionSchema.optional().meta({ title: "Only if", widget: "condition" }),
        }),
      )
      .min(1, "Add at least one event.")
      .max(10, "At most 10 events.")
      .superRefine(uniqueIds)
      .meta({ title: "Events", widget: "events" }),
    lookBack: z.boolean().default(true).meta({
      title: "Count what just happened",
      description: "An event since the step before this one counts too.",
      widget: "toggle",
    }),
    timeout: timeoutSchema,
  }),
  defaults: { events: [], lookBack: true, timeout: { amount: 7, unit: "days" } },
  outlets: (config) => [
    ...config.events.map(({ id, name }) => ({ id, label: name })),
    ...(config.timeout ? [{ id: "timeout", label: "Nothing happened" }] : []),
  ],
  output: {
    schema: z.object({
      event: z.string().nullable(),
      occurred_at: z.string().nullable(),
      timed_out: z.boolean(),
      data: z.record(z.string(), z.unknown()),
    }),
    sample: { event: "form.submitted", occurred_at: "2030-01-02T09:00:00.000Z", timed_out: false, data: {} },
  },
  summary: ({ events: awaited = [], timeout }) => {
    if (awaited.length === 0) return "No event yet";
    const names = awaited.map(({ type, name }) => name || events[type]?.label || type).join(" or ");
    return `Wait for ${names}${timeout ? `, at most ${durationWords(timeout)}` : ""}`;
  },
  references: ({ events: awaited = [] }) =>
    awaited.flatMap(({ type, key }, n) =>
      type === "form.submitted" && key ? [{ path: `events.${n}.key`, kind: "form" as const, id: key }] : [],
    ),
  advise: ({ timeout }) =>
    timeout
      ? []
      : [{ path: "timeout", code: "wait_without_timeout", message: "Without a time limit this may wait for ever." }],
  async run(ctx, { events: awaited, lookBack, timeout }) {
    const { resumed } = ctx;
    if (resumed?.by === "event") {
      const { type, occurredAt, data } = resumed.event;
      const outlet = awaited[resumed.index]?.id;
      return done({ event: type, occurred_at: occurredAt, timed_out: false, data }, outlet);
    }
    if (resumed) return done({ event: null, occurred_at: null, timed_out: true, data: {} }, "timeout");
    return {
      type: "waitFor",
      events: awaited.map(({ type, key, conditions }) => ({
        type,
        ...(key && { key }),
        ...withPeople({ type, conditions }),
      })),
      until: timeout ? addDuration({ from: ctx.now, ...timeout, zone: zoneOf(ctx.state) }) : null,
      lookBack,
    };
  },
});

/** Opens and clicks of scanners end no wait, unless the author's conditions look at who it was. */
function withPeople({ type, conditions }: { type: EventName; conditions?: Condition }): { conditions?: Condition } {
  const told = type === "email.opened" || type === "email.clicked";
  const only = told && !(conditions && fieldsOf(conditions).includes(machineField)) ? byPerson : null;
  const all = allOf([conditions, only]);
  return all ? { conditions: all } : {};
}
