import { moves } from "@/lib/api/contracts/moves";
import { defineRoute } from "@/lib/api/define-route";
import { previewPublish } from "@/lib/services/moves/preview-publish";

export const POST = defineRoute(moves.preview, previewPublish);
