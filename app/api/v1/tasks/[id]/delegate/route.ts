import { tasks } from "@/lib/api/contracts/tasks";
import { defineRoute } from "@/lib/api/define-route";
import { delegateTask } from "@/lib/services/tasks/delegate-task";

export const POST = defineRoute(tasks.delegate, delegateTask);
