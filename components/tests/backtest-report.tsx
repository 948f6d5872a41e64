"use client";
import Link from "next/link";
import { useWorkspace } from "@/components/shell/api-provider";
import { formatDate } from "@/components/shell/format";
import { useLocale } from "@/components/shell/locale";
import { RelativeTime } from "@/components/shell/relative-time";
import { useFormat } from "@/components/shell/use-format";
import { costWords } from "@/components/tests/cost-words";
import type { BacktestResult } from "@/lib/api/contracts/backtests";

/** What it is, for the draft, for the live version. */
type Row = [string, string, string | null];

/** What a backtest found, the draft beside the live version. */
export function BacktestReport({ result }: { result: BacktestResult }) {
  const { number, date } = useFormat();
  const { locale } = useLocale();
  const { slug } = useWorkspace();
  const { live } = result;
  const sent = result.sends.reduce((sum, one) => sum + one.sent, 0);
  const delayed = result.sends.reduce((sum, one) => sum + one.delayed, 0);
  const skipped = result.sends.flatMap((one) => one.skipped).reduce((sum, one) => sum + one.count, 0);
  const rows: Row[] = [
    ["Entered", number(result.entered), live && number(live.entered)],
    ["Refused by a rule", number(total(result.refused)), live && number(total(live.refused))],
    ["Messages sent", number(sent), live && number(live.sent)],
    ...(delayed > 0 ? [["Held back by their hours first", number(delayed), null] as Row] : []),
    ["Messages not sent", number(skipped), live && number(live.skipped)],
    ["Cost", costWords(result.cost.total_micros), live && costWords(live.cost_micros)],
  ];
  const most = Math.max(1, ...result.by_day.map((one) => one.entered));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 text-sm">
      <p className="text-muted-foreground">
        {date(result.from)} to {date(result.to)}: {number(result.activities)} activities
        {result.cut_off ? ", and more than can be looked at" : ""}.
      </p>
      <table className="w-full tabular-nums">
        <thead className="text-left text-muted-foreground">
          <tr>
            <th className="py-1 font-normal">Same days</th>
            <th className="py-1 text-right font-normal">This draft</th>
            <th className="py-1 text-right font-normal">Live version</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(([label, draft, now]) => (
            <tr key={label}>
              <th className="py-1 text-left font-normal">{label}</th>
              <td className="py-1 text-right font-medium">{draft}</td>
              <td className="py-1 text-right">{now ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {result.experiment ? (
        <section>
          <h3 className="font-medium">Groups of the experiment "{result.experiment.name}"</h3>
          <ul className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-1">
            {result.experiment.groups.map(({ name, entered }) => (
              <li key={name} className="flex justify-between gap-3">
                <span className="min-w-0 break-words">{name}</span>
                <span className="shrink-0 tabular-nums">{number(entered)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {result.by_day.length > 0 ? (
        <section>
          <h3 className="font-medium">Entries by day</h3>
          <ul className="mt-1 grid max-h-48 gap-1 overflow-y-auto">
            {result.by_day.map(({ day, entered }) => (
              <li key={day} className="grid grid-cols-[6.5rem_minmax(0,1fr)_3rem] items-center gap-2 tabular-nums">
                <span className="text-muted-foreground">
                  {/* A calendar day, not an instant: no zone may move it. */}
                  {formatDate({ at: `${day}T00:00:00Z`, locale, zone: "UTC" })}
                </span>
                <span
                  aria-hidden
                  className="h-2 rounded-full bg-primary"
                  style={{ width: `${(entered / most) * 100}%` }}
                />
                <span className="text-right">{number(entered)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Reasons
        title="Why people would not have entered"
        items={result.refused.map((one) => ({ key: one.rule, words: one.example, count: one.count }))}
      />
      <Reasons
        title="Why messages would not have been sent"
        items={result.sends.flatMap((one) =>
          one.skipped.map(({ reason, count }) => ({
            key: `${one.node_id} ${reason}`,
            words: `${one.name}: ${reason}`,
            count,
          })),
        )}
      />
      {result.sample.length > 0 ? (
        <section>
          <h3 className="font-medium">Some who would have entered</h3>
          <ul className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-1">
            {result.sample.map((one) => (
              <li key={one.activity_id} className="flex justify-between gap-3">
                <Link
                  href={`/w/${encodeURIComponent(slug)}/contacts/${one.contact.id}`}
                  className="min-w-0 truncate text-primary underline-offset-4 hover:underline"
                >
                  {one.contact.name}
                </Link>
                <RelativeTime at={one.at} className="shrink-0 text-muted-foreground" />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="text-muted-foreground">
        <h3 className="font-medium">What these numbers assume</h3>
        <ul className="mt-1 list-disc pl-4">
          {result.assumptions.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Reasons({ title, items }: { title: string; items: { key: string; words: string; count: number }[] }) {
  const { number } = useFormat();
  if (items.length === 0) return null;
  return (
    <section>
      <h3 className="font-medium">{title}</h3>
      <ul className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-1">
        {items.map(({ key, words, count }) => (
          <li key={key} className="flex justify-between gap-3">
            <span className="min-w-0 break-words">{words}</span>
            <span className="shrink-0 tabular-nums">{number(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const total = (list: { count: number }[]) => list.reduce((sum, one) => sum + one.count, 0);
