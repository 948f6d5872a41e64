"use client";
import { X } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Input } from "@/components/ui/input";

/** Tags as removable chips, and a box that adds one with Enter. */
export function TagEditor({
  tags,
  disabled,
  onChange,
}: {
  tags: string[];
  disabled: boolean;
  onChange: (tags: string[]) => void;
}) {
  const [text, setText] = useState("");
  function add() {
    const tag = text.trim();
    setText("");
    if (tag && !tags.some((each) => each.toLowerCase() === tag.toLowerCase())) onChange([...tags, tag]);
  }
  return (
    <div className="grid gap-2.5">
      {tags.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag}>
              <Badge className="h-6 gap-0.5 pr-0.5">
                <span className="max-w-48 truncate">{tag}</span>
                {disabled ? null : (
                  <button
                    type="button"
                    aria-label={`Remove the tag ${tag}`}
                    onClick={() => onChange(tags.filter((each) => each !== tag))}
                    className="flex size-6 items-center justify-center rounded-sm hover:text-foreground"
                  >
                    <X aria-hidden />
                  </button>
                )}
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      {disabled ? (
        tags.length === 0 && <p className="text-muted-foreground">No tags.</p>
      ) : (
        <Input
          aria-label="Add a tag"
          placeholder="Add a tag and press Enter"
          value={text}
          maxLength={60}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              add();
            }
          }}
        />
      )}
    </div>
  );
}
