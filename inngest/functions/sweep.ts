import { sweepBacktests } from "@/lib/services/backtests/sweep-backtests";
import { sweepAbandoned } from "@/lib/services/effects/sweep-abandoned";
import { sweepEnrolments } from "@/lib/services/enrolments/sweep-enrolments";
import { forgetOldHourly } from "@/lib/services/maintenance/forget-old";
import { sweepMoves } from "@/lib/services/moves/sweep-moves";
import { sweepRunActions } from "@/lib/services/run-actions/sweep-run-actions";
import { sweep as sweepRuns } from "@/lib/services/runs/sweep";
import { sweepSchedules } from "@/lib/services/schedules/sweep-schedules";
import { sweepSplits } from "@/lib/services/splits/sweep-splits";
import { inngest } from "../client.ts";

/** What a sweep looks after, in this order. Each fails alone: what follows still gets its turn. */
const chores: Record<string, () => Promise<unknown>> = {
  runs: sweepRuns,
  schedules: sweepSchedules,
  splits: sweepSplits,
  backtests: sweepBacktests,
  enrolments: sweepEnrolments,
  runActions: sweepRunActions,
  moves: sweepMoves,
  abandoned: sweepAbandoned,
  forgetting: forgetOldHourly,
};

/** Looks for whatever a crash or a lost message has left behind. The embedded executor runs it every few seconds. */
export const sweep = inngest.createFunction(
  { id: "sweep", triggers: [{ cron: "* * * * *" }], retries: 0, concurrency: [{ limit: 1 }] },
  async () => {
    const failed: string[] = [];
    for (const [name, work] of Object.entries(chores)) {
      try {
        await work();
      } catch (error) {
        failed.push(name);
        console.error(JSON.stringify({ level: "error", at: `sweep-${name}`, error: String(error) }));
      }
    }
    return { failed };
  },
);
