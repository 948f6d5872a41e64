import { DateTime } from "luxon";
import type { BacktestResult } from "@/lib/api/contracts/backtests";
import { registry } from "@/lib/nodes/registry";
import type { Setting } from "@/lib/services/backtests/take-backtest";
import type { Tally } from "@/lib/services/backtests/tally";
import { HOLDOUT } from "@/lib/services/experiments/choose-variant";

/** What a backtest found, with the sentences that say what its numbers assume. */
export function summarise(args: {
  setting: Setting;
  tally: Tally;
  cutOff: boolean;
  live: BacktestResult["live"];
  /** By `performance.now()`. */
  began: number;
}): BacktestResult {
  const { setting, tally, cutOff, live, began } = args;
  const { graph, since, now, experiment } = setting;
  const graphs = [graph, ...(experiment?.variants.map((variant) => variant.graph) ?? [])];
  const names = new Map(
    graphs
      .flatMap(({ nodes }) => nodes)
      .reverse()
      .map((node) => [node.id, node.name ?? registry.get(node.type)?.label ?? node.key]),
  );
  return {
    from: since,
    to: DateTime.fromISO(now).toUTC().toISO() ?? now,
    activities: tally.activities,
    matched: tally.matched,
    cut_off: cutOff,
    entered: tally.entered,
    contacts: tally.contacts,
    by_day: tally.byDay(),
    sample: tally.sample,
    refused: tally.refused(),
    ended: tally.ended,
    sends: tally.sent((nodeId) => names.get(nodeId) ?? nodeId),
    cost: { currency: "USD", total_micros: tally.cost, by_kind: tally.costByKind },
    experiment: experiment && { name: experiment.name, groups: tally.byGroup() },
    live,
    assumptions: assumptions({ setting, live }),
    seconds: Math.round((performance.now() - began) / 10) / 100,
  };
}

/** In sentences, only those that bear on this backtest. */
function assumptions({ setting, live }: { setting: Setting; live: BacktestResult["live"] }): string[] {
  const { shared, caps, workflow, experiment, settings, incomplete } = setting;
  const hours = shared.quiet_hours ?? shared.workflow_hours ?? shared.workspace_hours;
  const serial = (settings.serial ?? "off") !== "off";
  const held = experiment && experiment.holdoutPercent > 0 ? `, and the ${HOLDOUT} group stays out` : "";
  return [
    "Contacts, consent and segments are taken as they are now, not as they were then.",
    "Waits for an event are taken to end by their time, and providers to accept what is sent. Runs are followed to their end, also past today.",
    ...(live
      ? [
          "Whoever entered before these days has entered once, and was inside until that run really ended.",
          "The messages and cost of the live version are those of people who entered in these days.",
        ]
      : []),
    ...(hours ? ["Quiet hours and business hours delay messages as they are set now."] : []),
    ...(caps.length > 0
      ? [
          "Frequency caps count what the draft would have sent and what everything else really sent, without what the live version sent to people who entered in these days.",
        ]
      : []),
    ...(workflow.group !== null
      ? [`The other workflows of the group "${workflow.group}" are taken to have decided as they did.`]
      : []),
    ...(experiment
      ? [
          `Since the experiment "${experiment.name}" began, the draft takes the place of version ${experiment.instead} in it: people of other variants go through the version of theirs${held}.`,
        ]
      : []),
    ...(serial ? ["Runs of one contact are not held back until the one before has ended."] : []),
    ...incomplete.map((name) => `The trigger "${name}" is not set up completely and was left out.`),
  ];
}
