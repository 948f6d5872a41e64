import { HostedNotice } from "@/components/forms/hosted/hosted-page";
import { asWorker } from "@/lib/db/scoped";
import { findPublicForm } from "@/lib/services/forms/find-public-form";
import { openForm } from "@/lib/services/forms/open-form";
import { respond, respondError } from "../respond";

/** What a visitor reads after sending. */
export async function GET(_request: Request, { params }: { params: Promise<{ publicId: string }> }): Promise<Response> {
  try {
    const { workspaceId, formId } = await findPublicForm((await params).publicId);
    const { value: form } = await asWorker({ workspaceId, fn: (ctx) => openForm({ ctx, formId }) });
    return await respond({
      page: <HostedNotice title="Sent" message={form.content.success.message || "Thank you."} done />,
    });
  } catch (error) {
    return respondError({ error, json: false });
  }
}
