import { FormView } from "@/components/forms/hosted/form-view";
import { HostedPage } from "@/components/forms/hosted/hosted-page";
import { asWorker } from "@/lib/db/scoped";
import { prefill } from "@/lib/forms/prefill";
import { signRender } from "@/lib/forms/render-token";
import { findPublicForm } from "@/lib/services/forms/find-public-form";
import { openForm } from "@/lib/services/forms/open-form";
import { receive } from "./receive";
import { respond, respondError } from "./respond";

type Route = { params: Promise<{ publicId: string }> };

/** The form as a page; as JSON for scripts that draw it themselves. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const json = wantsJson(request);
  try {
    const { publicId } = await params;
    const { workspaceId, formId } = await findPublicForm(publicId);
    const { value: form } = await asWorker({ workspaceId, fn: (ctx) => openForm({ ctx, formId }) });
    const token = signRender({ publicId, versionId: form.versionId });
    const { content } = form;
    if (json) {
      const { fields, consent, submit_label, appearance } = content;
      return Response.json(
        {
          token,
          fields: fields.filter((field) => field.type !== "hidden").map(shown),
          consent,
          submit_label,
          appearance,
        },
        { headers: { "cache-control": "no-store" } },
      );
    }
    const { values, hidden } = prefill({
      content,
      url: new URL(request.url),
      referrer: request.headers.get("referer"),
    });
    return await respond({
      leaves: content.success.type === "redirect",
      page: (
        <HostedPage title={content.appearance.title || form.name} indexed>
          <FormView content={content} name={form.name} values={values} hidden={{ ...hidden, _token: token }} />
        </HostedPage>
      ),
    });
  } catch (error) {
    return respondError({ error, json });
  }
}

/** Takes the answers. */
export async function POST(request: Request, { params }: Route): Promise<Response> {
  const json =
    (request.headers.get("content-type") ?? "").toLowerCase().startsWith("application/json") || wantsJson(request);
  try {
    return await receive({ request, publicId: (await params).publicId, json });
  } catch (error) {
    return respondError({ error, json });
  }
}

/** What a field looks like; what becomes of its answer is the owner's business. */
function shown<T extends { maps_to: unknown; overwrite: unknown; default_value: unknown }>({
  maps_to: _target,
  overwrite: _overwrite,
  default_value: _value,
  ...field
}: T) {
  return field;
}

function wantsJson(request: Request): boolean {
  const accept = request.headers.get("accept") ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
}
