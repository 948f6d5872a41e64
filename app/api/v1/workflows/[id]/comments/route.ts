import { comments } from "@/lib/api/contracts/comments";
import { defineRoute } from "@/lib/api/define-route";
import { createComment } from "@/lib/services/comments/create-comment";
import { listComments } from "@/lib/services/comments/list-comments";

export const GET = defineRoute(comments.list, listComments);
export const POST = defineRoute(comments.create, createComment);
