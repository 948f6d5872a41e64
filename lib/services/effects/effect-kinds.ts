import type { Effect } from "@/lib/nodes/effects";
import type { EffectKind } from "@/lib/services/effects/effect-kind";
import { ai } from "@/lib/services/effects/kinds/ai";
import { call } from "@/lib/services/effects/kinds/call";
import { chat } from "@/lib/services/effects/kinds/chat";
import { email } from "@/lib/services/effects/kinds/email";
import { http } from "@/lib/services/effects/kinds/http";
import { notice } from "@/lib/services/effects/kinds/notice";
import { sms, whatsapp } from "@/lib/services/effects/kinds/text";

const kinds: readonly EffectKind[] = [
  email as EffectKind,
  sms as EffectKind,
  whatsapp as EffectKind,
  http as EffectKind,
  chat as EffectKind,
  ai as EffectKind,
  notice as EffectKind,
  call as EffectKind,
];

const byName = new Map(kinds.map((kind) => [kind.kind, kind]));

/** The handler of one kind of effect. @throws Error for a kind that nobody performs. */
export function effectKind(name: Effect["kind"] | string): EffectKind {
  const kind = byName.get(name as Effect["kind"]);
  if (!kind) throw new Error(`Nobody performs effects of the kind "${name}".`);
  return kind;
}
