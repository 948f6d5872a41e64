import type { BacktestEvent } from "@/lib/runtime";
import { runBacktest } from "@/lib/services/backtests/run-backtest";
import { inngest } from "../client.ts";

/** Works off one backtest; one at a time in a workspace, so that it does not slow the workspace's own runs. */
export const backtest = inngest.createFunction(
  {
    id: "backtest",
    triggers: [{ event: "workflow/backtest.requested" }],
    retries: 2,
    concurrency: [{ key: "event.data.workspaceId", limit: 1 }],
  },
  async ({ event, step }) => {
    await step.run("replay", () => runBacktest(event.data as BacktestEvent["data"]));
  },
);
