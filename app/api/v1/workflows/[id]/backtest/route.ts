import { backtests } from "@/lib/api/contracts/backtests";
import { defineRoute } from "@/lib/api/define-route";
import { listBacktests } from "@/lib/services/backtests/list-backtests";
import { startBacktest } from "@/lib/services/backtests/start-backtest";

export const GET = defineRoute(backtests.list, listBacktests);
export const POST = defineRoute(backtests.start, startBacktest);
