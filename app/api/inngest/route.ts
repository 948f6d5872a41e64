import { handleInngest } from "@/inngest/handler";

/** The durable runtime calls the product's functions here; signed calls only. */
export const GET = handleInngest;
export const POST = handleInngest;
export const PUT = handleInngest;

export const dynamic = "force-dynamic";
