import { serve } from "./app/serve.ts";

await serve({ command: "start" });
