import { tasks } from "@/lib/api/contracts/tasks";
import { defineRoute } from "@/lib/api/define-route";
import { getTask } from "@/lib/services/tasks/get-task";
import { updateTask } from "@/lib/services/tasks/update-task";

export const GET = defineRoute(tasks.get, getTask);
export const PATCH = defineRoute(tasks.update, updateTask);
