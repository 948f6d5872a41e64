import type { InngestFunction } from "inngest";
import { actOnRuns } from "./functions/act-on-runs.ts";
import { advanceToken } from "./functions/advance-token.ts";
import { backtest } from "./functions/backtest.ts";
import { bulkEnrol } from "./functions/bulk-enrol.ts";
import { movePeople } from "./functions/move-people.ts";
import { sweep } from "./functions/sweep.ts";

/** Every durable function of the product; each has its file in `functions/` and its line here. */
export const functions: InngestFunction.Any[] = [advanceToken, bulkEnrol, actOnRuns, backtest, movePeople, sweep];
