import { ai } from "@/lib/api/contracts/ai";
import { apiKeys } from "@/lib/api/contracts/api-keys";
import { backtests } from "@/lib/api/contracts/backtests";
import { calls } from "@/lib/api/contracts/calls";
import { collaborators } from "@/lib/api/contracts/collaborators";
import { comments } from "@/lib/api/contracts/comments";
import { connections } from "@/lib/api/contracts/connections";
import { contacts } from "@/lib/api/contracts/contacts";
import { enrolments } from "@/lib/api/contracts/enrolments";
import { events } from "@/lib/api/contracts/events";
import { experiments } from "@/lib/api/contracts/experiments";
import { explain } from "@/lib/api/contracts/explain";
import { forms } from "@/lib/api/contracts/forms";
import { home } from "@/lib/api/contracts/home";
import { hooks } from "@/lib/api/contracts/hooks";
import { members } from "@/lib/api/contracts/members";
import { messages } from "@/lib/api/contracts/messages";
import { moves } from "@/lib/api/contracts/moves";
import { nodeTypes } from "@/lib/api/contracts/node-types";
import { notifications } from "@/lib/api/contracts/notifications";
import { phone } from "@/lib/api/contracts/phone";
import { runActions } from "@/lib/api/contracts/run-actions";
import { runs } from "@/lib/api/contracts/runs";
import { secrets } from "@/lib/api/contracts/secrets";
import { segments } from "@/lib/api/contracts/segments";
import { simulations } from "@/lib/api/contracts/simulations";
import { splits } from "@/lib/api/contracts/splits";
import { submissions } from "@/lib/api/contracts/submissions";
import { tasks } from "@/lib/api/contracts/tasks";
import { testCases } from "@/lib/api/contracts/test-cases";
import { workflowFiles } from "@/lib/api/contracts/workflow-files";
import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { workflows } from "@/lib/api/contracts/workflows";
import { workspaces } from "@/lib/api/contracts/workspaces";

/** Every call of the REST API by resource: OpenAPI, denial tests and the interface read this. */
export const contracts = {
  splits,
  connections,
  contacts,
  segments,
  tasks,
  notifications,
  members,
  events,
  forms,
  submissions,
  messages,
  nodeTypes,
  workflows,
  moves,
  workflowFiles,
  comments,
  collaborators,
  runs,
  runActions,
  workflowRuns,
  enrolments,
  home,
  workspaces,
  apiKeys,
  ai,
  calls,
  phone,
  secrets,
  simulations,
  backtests,
  testCases,
  explain,
  experiments,
  hooks,
};
