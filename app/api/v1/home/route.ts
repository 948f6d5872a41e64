import { home } from "@/lib/api/contracts/home";
import { defineRoute } from "@/lib/api/define-route";
import { readHome } from "@/lib/services/home/read-home";

export const GET = defineRoute(home.get, readHome);
