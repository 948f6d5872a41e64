"use client";
import useSWR from "swr";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ApiError } from "@/lib/api/client";
import { messages } from "@/lib/api/contracts/messages";

export type UnknownEffect = { kind: string; reason: string | null; message_id: string | null };

/** What a refused retry says may already have happened; empty for every other error. */
export function unknownOf(error: unknown): UnknownEffect[] {
  const listed = error instanceof ApiError ? error.details.unknown : null;
  return Array.isArray(listed) ? (listed as UnknownEffect[]) : [];
}

/** Lists what would be done a second time, if the first time worked after all. */
export function UnknownEffects({ items }: { items: UnknownEffect[] }) {
  return (
    <div className="grid gap-2">
      <p>The provider never answered, so nobody knows whether this went out. Trying again may deliver it twice.</p>
      <ul className="grid gap-1.5">
        {items.map((item, index) => (
          <li key={item.message_id ?? index} className="rounded-md border px-3 py-2 text-foreground">
            {item.message_id ? <MessageLine id={item.message_id} /> : <span className="font-medium">A message</span>}
            {item.reason ? <span className="block text-sm text-muted-foreground">{item.reason}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function MessageLine({ id }: { id: string }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { data } = useSWR(["message", slug, id], () => api(messages.get, { id }));
  return (
    <>
      <span className="block font-medium">{data ? data.subject || data.preview || "(no subject)" : "A message"}</span>
      {data ? <span className="block text-sm text-muted-foreground">{`To ${data.to_address}`}</span> : null}
    </>
  );
}
