import { Inngest } from "inngest";
import { env } from "@/lib/env";
import { fetchHere } from "./embedded/here.ts";

const embedded = (): boolean => env().mode === "embedded";

/**
 * The Inngest client. Its settings are getters, read when a call is made: nothing of the environment is in the bundle,
 * and `next build` needs none. Embedded, its `fetch` is the executor of this process; hosted, the network.
 */
export const inngest = new Inngest({
  id: "leadloom",
  // Hosted leaves it to the SDK, which knows INNGEST_DEV and INNGEST_BASE_URL.
  get isDev() {
    return embedded() ? false : undefined;
  },
  get baseUrl() {
    return embedded() ? "http://executor.embedded" : undefined;
  },
  get signingKey() {
    return env().inngestSigningKey;
  },
  get eventKey() {
    return env().inngestEventKey;
  },
  fetch: (input, init) => {
    if (!embedded()) return fetch(input, init);
    const { databaseSessionUrl, inngestSigningKey } = env();
    return fetchHere({ databaseUrl: databaseSessionUrl, signingKey: inngestSigningKey })(input, init);
  },
  aiMetadata: false,
});
