import { forms } from "@/lib/api/contracts/forms";
import { messages } from "@/lib/api/contracts/messages";
import { nodeTypes } from "@/lib/api/contracts/node-types";
import { submissions } from "@/lib/api/contracts/submissions";
import { workflows } from "@/lib/api/contracts/workflows";

/** Every call of the REST API by resource: OpenAPI, denial tests and the interface read this. */
export const contracts = { forms, submissions, messages, nodeTypes, workflows };
