import { z } from "zod";
import { contract } from "@/lib/api/contract";

export const member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["owner", "admin", "editor", "viewer"]),
});

export const members = {
  list: contract({
    tag: "Members",
    role: "viewer",
    scope: "members:read",
    method: "GET",
    path: "/members",
    summary: "The members of the workspace, by name",
    response: z.object({ data: z.array(member) }),
  }),
};
