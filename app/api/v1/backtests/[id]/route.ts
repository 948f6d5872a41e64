import { backtests } from "@/lib/api/contracts/backtests";
import { defineRoute } from "@/lib/api/define-route";
import { getBacktest } from "@/lib/services/backtests/get-backtest";

export const GET = defineRoute(backtests.get, getBacktest);
