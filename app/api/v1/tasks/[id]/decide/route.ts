import { tasks } from "@/lib/api/contracts/tasks";
import { defineRoute } from "@/lib/api/define-route";
import { decideTask } from "@/lib/services/tasks/decide-task";

export const POST = defineRoute(tasks.decide, decideTask);
