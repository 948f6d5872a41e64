"use client";
import { useCanvas, useCanvasStore } from "@/components/canvas/store";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const keys: [does: string, keys: string[][]][] = [
  ["Walk along the steps", [["↑"], ["↓"], ["←"], ["→"]]],
  ["Add a step after the chosen one", [["Tab"], ["/"], ["Enter"]]],
  ["Edit the settings of the chosen step", [["E"]]],
  ["Rename", [["F2"]]],
  ["Turn off or on", [["D"]]],
  ["Delete, joining what was around it", [["Del"]]],
  ["Undo", [["Mod", "Z"]]],
  ["Redo", [["Mod", "Shift", "Z"]]],
  [
    "Copy, cut, paste",
    [
      ["Mod", "C"],
      ["Mod", "X"],
      ["Mod", "V"],
    ],
  ],
  ["Duplicate", [["Mod", "D"]]],
  ["Choose all", [["Mod", "A"]]],
  ["Save now", [["Mod", "S"]]],
  ["Tidy up", [["L"]]],
  ["Fit to screen", [["F"]]],
  ["Back from the settings to the step, then choose nothing", [["Esc"]]],
  ["Leave the canvas", [["Shift", "Tab"]]],
  ["Show these keys", [["?"]]],
];

/** The list of the canvas's keys. */
export function CanvasKeysDialog() {
  const store = useCanvasStore();
  const open = useCanvas((state) => state.keysOpen);
  return (
    <Dialog open={open} onOpenChange={(keysOpen) => store.getState().setUi({ keysOpen })}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keys of the canvas</DialogTitle>
          <DialogDescription>
            They act while a step or the canvas has the focus. Hold Shift and drag to choose several steps.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <dl className="grid gap-1.5 pb-4">
            {keys.map(([does, ways]) => (
              <div key={does} className="flex items-center justify-between gap-4">
                <dt>{does}</dt>
                <dd className="flex gap-2">
                  {ways.map((way) => (
                    <Kbd key={way.join()} keys={way} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
