import { sweepBacktests } from "@/lib/services/backtests/sweep-backtests";
import { sweepEnrolments } from "@/lib/services/enrolments/sweep-enrolments";
import { forgetOldHourly } from "@/lib/services/maintenance/forget-old";
import { sweep as sweepOnce } from "@/lib/services/runs/sweep";
import { inngest } from "../client.ts";

/** Looks for whatever a crash or a lost message has left behind. The embedded executor runs it every few seconds. */
export const sweep = inngest.createFunction(
  { id: "sweep", triggers: [{ cron: "* * * * *" }], retries: 0, concurrency: [{ limit: 1 }] },
  async () => {
    const swept = await sweepOnce();
    await sweepBacktests();
    await sweepEnrolments();
    await forgetOldHourly();
    return swept;
  },
);
