import { tasks } from "@/lib/api/contracts/tasks";
import { defineRoute } from "@/lib/api/define-route";
import { cancelTask } from "@/lib/services/tasks/cancel-task";

export const POST = defineRoute(tasks.cancel, cancelTask);
