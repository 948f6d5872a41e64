import { tasks } from "@/lib/api/contracts/tasks";
import { defineRoute } from "@/lib/api/define-route";
import { completeTask } from "@/lib/services/tasks/complete-task";

export const POST = defineRoute(tasks.complete, completeTask);
