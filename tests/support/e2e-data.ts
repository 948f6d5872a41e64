import { inProject } from "../../scripts/support/paths.ts";

/** The data folder of the installation that the end-to-end tests talk to. */
export function e2eData(): string {
  return process.env.LEADLOOM_E2E_DATA || inProject("node_modules/.cache/leadloom-e2e");
}
