import { z } from "zod";
import { contract, instant, listOf, listQuery } from "@/lib/api/contract";

export const notification = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  path: z.string().nullable().describe("Below the workspace's address."),
  read_at: instant.nullable(),
  created_at: instant,
});

const own = { tag: "Notifications", role: "viewer" } as const;

export const notifications = {
  list: contract({
    ...own,
    scope: "notifications:read",
    method: "GET",
    path: "/notifications",
    summary: "What the caller was told, newest first; an API key is told nothing",
    query: listQuery,
    response: listOf(notification).extend({ unread: z.number() }),
  }),
  read: contract({
    ...own,
    scope: "notifications:write",
    method: "POST",
    path: "/notifications/read",
    summary: "Mark the caller's notifications as read: those named, or all",
    body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(200).optional() }),
    response: z.object({ read: z.number() }),
  }),
};
