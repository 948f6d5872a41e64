import { z } from "zod";

/** The id of one of the workspace's secrets; the secret itself never stands in a workflow. */
export const secretIdSchema = z.uuid("Choose a secret.").meta({ title: "Secret", widget: "secret" });
