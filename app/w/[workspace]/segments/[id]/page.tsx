import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SegmentPage } from "@/components/segments/segment-page";
import { PageBody } from "@/components/shell/page-body";
import { segments } from "@/lib/api/contracts/segments";
import { memberPage } from "@/lib/auth/page";
import { AppError } from "@/lib/errors";
import { getSegment } from "@/lib/services/segments/get-segment";
import { listSegmentMembers } from "@/lib/services/segments/list-segment-members";

export const metadata: Metadata = { title: "Segment" };

/** One segment and who is in it. */
export default async function Segment({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { read } = await memberPage(params);
  const input = segments.get.params.safeParse({ id: (await params).id });
  if (!input.success) notFound();
  const { id } = input.data;
  const data = await read(async ({ ctx }) => ({
    segment: await getSegment({ ctx, input: { id } }),
    members: await listSegmentMembers({ ctx, input: { id, ...segments.members.query.parse({}) } }),
  })).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <PageBody wide>
      <SegmentPage segment={data.segment} members={data.members} />
    </PageBody>
  );
}
