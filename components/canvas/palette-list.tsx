"use client";
import type { ReactNode } from "react";
import { NodeIcon } from "@/components/canvas/node-icon";
import { CommandEmpty, CommandGroup, CommandItem, CommandList } from "@/components/ui/command";
import type { NodeDefinition, NodeGroup } from "@/lib/nodes/define-node";
import { registry } from "@/lib/nodes/registry";

const groups: NodeGroup[] = ["Triggers", "Messages", "Contacts", "Team", "AI", "Connections", "Logic", "Time"];

type Props = {
  /** Which steps may be chosen here. */
  allow: (definition: NodeDefinition) => boolean;
  onChoose: (definition: NodeDefinition) => void;
  /** Makes the entries draggable onto the canvas. */
  draggable?: boolean;
  className?: string;
  footer?: ReactNode;
};

/** Every kind of step by group. Stands inside a `Command`, whose input searches name and description. */
export function PaletteList({ allow, onChoose, draggable, className }: Props) {
  return (
    <CommandList className={className} label="Steps">
      <CommandEmpty>No step has this name.</CommandEmpty>
      {groups.map((group) => {
        const entries = registry.all().filter((definition) => definition.group === group && allow(definition));
        if (entries.length === 0) return null;
        return (
          <CommandGroup key={group} heading={group}>
            {entries.map((definition) => (
              <CommandItem
                key={definition.type}
                value={`${definition.label} ${definition.type}`}
                keywords={[definition.description, definition.group]}
                onSelect={() => onChoose(definition)}
                draggable={draggable}
                onDragStart={(event) => {
                  event.dataTransfer.setData(DRAG_TYPE, definition.type);
                  event.dataTransfer.effectAllowed = "copy";
                }}
                title={definition.description}
                className="gap-2.5"
              >
                <NodeIcon
                  icon={definition.icon}
                  kind={definition.kind}
                  className="size-6 [&_svg]:size-3.5 [&_svg]:text-current"
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate leading-5">{definition.label}</span>
                  {draggable ? null : (
                    <span className="block truncate text-xs text-muted-foreground">{definition.description}</span>
                  )}
                </span>
              </CommandItem>
            ))}
          </CommandGroup>
        );
      })}
    </CommandList>
  );
}

/** What a dragged palette entry carries: the node type. */
export const DRAG_TYPE = "application/x-leadloom-step";
