import type { Metadata } from "next";
import { SegmentList } from "@/components/segments/segment-list";
import { PageBody } from "@/components/shell/page-body";
import { segments } from "@/lib/api/contracts/segments";
import { memberPage } from "@/lib/auth/page";
import { listSegments } from "@/lib/services/segments/list-segments";

export const metadata: Metadata = { title: "Segments" };

/** The lists of contacts of a workspace. */
export default async function SegmentsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { read } = await memberPage(params);
  const input = segments.list.query.parse({ count: "exact" });
  const page = await read(({ ctx }) => listSegments({ ctx, input }));
  return (
    <PageBody wide>
      <SegmentList initial={page} count={page.count ?? 0} />
    </PageBody>
  );
}
