import type { Metadata } from "next";
import { Home } from "@/components/home/home";
import { PageBody } from "@/components/shell/page-body";
import { memberPage } from "@/lib/auth/page";
import { readHome } from "@/lib/services/home/read-home";

export const metadata: Metadata = { title: "Home" };

/** The first screen of a workspace. */
export default async function HomePage({ params }: { params: Promise<{ workspace: string }> }) {
  const { read } = await memberPage(params);
  return (
    <PageBody>
      <Home initial={await read(readHome)} />
    </PageBody>
  );
}
