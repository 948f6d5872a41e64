import { comments } from "@/lib/api/contracts/comments";
import { defineRoute } from "@/lib/api/define-route";
import { deleteComment } from "@/lib/services/comments/delete-comment";
import { updateComment } from "@/lib/services/comments/update-comment";

export const PATCH = defineRoute(comments.update, updateComment);
export const DELETE = defineRoute(comments.remove, deleteComment);
