import { type FormContent, formContent } from "@/lib/forms";

/** The form of the demo workspace: enough fields to show types, mapping, consent and branching. */
export const demoForm: FormContent = formContent.parse({
  appearance: {
    title: "See Northwind in action",
    intro: "Tell us a little about your plans. A person, not a robot, reads every request.",
  },
  fields: [
    { id: "f1", key: "first_name", type: "text", label: "First name", required: true, maps_to: "first_name" },
    { id: "f2", key: "last_name", type: "text", label: "Last name", maps_to: "last_name" },
    { id: "f3", key: "email", type: "email", label: "Work email", required: true, maps_to: "email" },
    { id: "f4", key: "company", type: "text", label: "Company", maps_to: "company" },
    {
      id: "f5",
      key: "budget",
      type: "select",
      label: "Yearly budget",
      required: true,
      options: [
        { value: "under_1k", label: "Under 1,000" },
        { value: "1k_10k", label: "1,000 to 10,000" },
        { value: "over_10k", label: "Over 10,000" },
      ],
    },
    {
      id: "f6",
      key: "message",
      type: "textarea",
      label: "What would you like to achieve?",
      help: "One or two sentences are enough.",
    },
  ],
  consent: {
    mode: "box",
    channel: "email",
    required: false,
    text: "Send me tips and news by email. I can unsubscribe at any time.",
  },
  submit_label: "Request a demo",
  success: { type: "message", message: "Thank you. We will be in touch within a day.", url: "" },
});
