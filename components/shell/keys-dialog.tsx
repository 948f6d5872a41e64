"use client";
import { CheckField } from "@/components/ui/check-field";
import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { NavEntry } from "./navigation";
import { useSingleKeys, writeSingleKeys } from "./single-keys";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; entries: NavEntry[] };

/** The list of keys, with a switch for those that need no Ctrl or ⌘. */
export function KeysDialog({ open, onOpenChange, entries }: Props) {
  const singleKeys = useSingleKeys();
  const rows = [
    { label: "Search or jump to", keys: ["Mod", "K"] },
    { label: "Narrow or widen the navigation", keys: ["Mod", "B"] },
    ...(singleKeys
      ? [
          { label: "Show these keys", keys: ["?"] },
          ...entries.map((entry) => ({ label: `Go to ${entry.label}`, keys: entry.keys as string[] })),
        ]
      : []),
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent aria-describedby={undefined} className="max-w-sm">
        <DialogHeader>
          <DialogTitle>Keyboard keys</DialogTitle>
        </DialogHeader>
        <DialogBody className="pb-5">
          <dl className="grid gap-0.5">
            {rows.map((row) => (
              <div key={row.label} className="flex min-h-7 items-center justify-between gap-4">
                <dt>{row.label}</dt>
                <dd>
                  <Kbd keys={row.keys} />
                </dd>
              </div>
            ))}
          </dl>
          <CheckField
            as="switch"
            label="Single keys"
            help="Keys that work without Ctrl or ⌘ while you are not typing."
            checked={singleKeys}
            onCheckedChange={(on) => writeSingleKeys(on === true)}
            className="mt-4 border-t pt-4"
          />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
