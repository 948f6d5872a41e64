import { tasks } from "@/lib/api/contracts/tasks";
import { defineRoute } from "@/lib/api/define-route";
import { createTask } from "@/lib/services/tasks/create-task";
import { listTasks } from "@/lib/services/tasks/list-tasks";

export const GET = defineRoute(tasks.list, listTasks);
export const POST = defineRoute(tasks.create, createTask);
