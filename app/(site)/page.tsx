import {
  FileText,
  FlaskConical,
  History,
  Inbox,
  MessagesSquare,
  ShieldCheck,
  Sparkles,
  Users,
  Webhook,
  Workflow,
} from "lucide-react";
import Link from "next/link";
import { SiteHeader } from "@/components/site/site-header";
import { WorkflowArt } from "@/components/site/workflow-art";
import { Button } from "@/components/ui/button";

const features = [
  {
    icon: FileText,
    title: "Forms",
    text: "Build a form, publish it, share its address. It works without JavaScript, keeps the consent words with each answer and turns away robots.",
  },
  {
    icon: Workflow,
    title: "Workflows",
    text: "Draw what happens next on a canvas: waits, questions, parallel paths, messages, tasks, approvals. Draft and live are apart.",
  },
  {
    icon: MessagesSquare,
    title: "Email, texts and calls",
    text: "Send email, SMS, WhatsApp and chat messages, or let a voice call that says it is an AI. Consent, quiet hours and limits are asked before each one.",
  },
  {
    icon: FlaskConical,
    title: "Tried before it is live",
    text: "Walk a workflow for one contact, keep test cases that publishing checks, or replay the last days. Nothing is sent.",
  },
  {
    icon: History,
    title: "Runs you can read",
    text: "Every run shows its path on the canvas, with the input, output and attempts of each step, and why somebody entered or not.",
  },
  {
    icon: Users,
    title: "Contacts and team",
    text: "People with tags, segments, score, consent with proof and one timeline. Tasks, approvals and notifications for your team.",
  },
  {
    icon: Sparkles,
    title: "AI within limits",
    text: "Let a language model write a text or sort an answer. You set how many tokens a day and how much money a month it may use.",
  },
  {
    icon: Inbox,
    title: "A mailbox and a phone built in",
    text: "Without any account, messages and calls land inside the app, where you can read, answer, bounce and unsubscribe.",
  },
  {
    icon: Webhook,
    title: "One API",
    text: "Everything on screen goes through the same REST API you can call with a key. Other systems start workflows with webhooks.",
  },
];

/** What Leadloom is and what works today, for someone who has just started it. */
export default function SitePage() {
  return (
    <div className="min-h-dvh">
      <SiteHeader />
      <main>
        <section className="mx-auto grid max-w-6xl items-center gap-x-12 gap-y-10 px-4 pt-10 pb-16 sm:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,520px)] lg:pt-16 lg:pb-24">
          <div>
            <h1 className="max-w-xl text-3xl font-semibold tracking-tight text-pretty sm:text-4xl">
              From a form to a finished follow-up, with every step in view
            </h1>
            <p className="mt-4 max-w-lg text-lg text-pretty text-muted-foreground">
              Leadloom captures leads, runs the workflow you drew, and shows what happened and why. It is open source
              and runs on your own machine or server.
            </p>
            <div className="mt-6 flex flex-wrap gap-2">
              <Button asChild size="lg">
                <Link href="/signup">Sign up</Link>
              </Button>
              <Button asChild size="lg" variant="outline">
                <Link href="/login">Sign in</Link>
              </Button>
            </div>
          </div>
          <div className="flex justify-center lg:justify-end">
            <WorkflowArt />
          </div>
        </section>
        <section aria-labelledby="works" className="border-t bg-sidebar">
          <div className="mx-auto max-w-6xl px-4 py-14 sm:px-6">
            <h2 id="works" className="text-xl font-semibold">
              What works today
            </h2>
            <ul className="mt-6 grid gap-x-10 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
              {features.map((feature) => (
                <li key={feature.title}>
                  <feature.icon aria-hidden className="size-5 text-primary" />
                  <h3 className="mt-3 text-base font-semibold">{feature.title}</h3>
                  <p className="mt-1 text-pretty text-muted-foreground">{feature.text}</p>
                </li>
              ))}
            </ul>
          </div>
        </section>
      </main>
      <footer className="border-t">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-4 py-6 text-sm text-muted-foreground sm:px-6">
          <span className="flex items-center gap-1.5">
            <ShieldCheck aria-hidden className="size-4" />
            Each workspace sees only its own data. The database itself enforces it.
          </span>
          <Link href="/docs" className="underline underline-offset-4 sm:ml-auto">
            Docs
          </Link>
          <span>Free software under the MIT licence</span>
        </div>
      </footer>
    </div>
  );
}
