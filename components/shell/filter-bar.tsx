"use client";
import { Search, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { FilterChip, type FilterOption } from "./filter-chip";
import { useUrlState } from "./use-url-state";

export type Filter = {
  /** The parameter in the address. */
  param: string;
  label: string;
  options: FilterOption[];
};

type Props = {
  /** Leave out when the list cannot be searched. */
  search?: { param?: string; label: string };
  filters?: Filter[];
  /** See useUrlState. */
  shallow?: boolean;
  /** Things at the right end, such as a view switch. */
  right?: ReactNode;
};

/** Search box and filters of a list, kept in the address. */
export function FilterBar({ search, filters = [], shallow, right }: Props) {
  const searchParam = search?.param ?? "search";
  const defaults = Object.fromEntries([
    ...(search ? [[searchParam, ""]] : []),
    ...filters.map((filter) => [filter.param, ""]),
  ]) as Record<string, string>;
  const { values, set, clear, changed, pending } = useUrlState({ defaults, shallow });
  return (
    <search className="flex flex-wrap items-center gap-2 pb-3" aria-busy={pending}>
      {search ? (
        <SearchBox
          label={search.label}
          value={values[searchParam] ?? ""}
          onChange={(text) => set({ [searchParam]: text })}
        />
      ) : null}
      {filters.map((filter) => (
        <FilterChip
          key={filter.param}
          label={filter.label}
          options={filter.options}
          value={values[filter.param] ?? ""}
          onChange={(value) => set({ [filter.param]: value })}
        />
      ))}
      {changed.length > 0 ? (
        <Button variant="ghost" size="sm" onClick={clear} className="text-muted-foreground">
          Clear filters
        </Button>
      ) : null}
      {right ? <div className="ml-auto flex items-center gap-2">{right}</div> : null}
    </search>
  );
}

type SearchProps = { label: string; value: string; onChange: (text: string) => void };

/** Tells what was typed 250 ms after the last key, or at once on Enter. */
export function SearchBox({ label, value, onChange }: SearchProps) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  // The address may change from elsewhere ("Clear filters", going back).
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => report(text), 250);
    return () => clearTimeout(timer);
  });
  function report(next: string) {
    if (next === told.current) return;
    told.current = next;
    tell.current(next);
  }
  return (
    <div className="relative w-full sm:w-64">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") report(text);
        }}
        className={cn("pl-8! [&::-webkit-search-cancel-button]:hidden", text && "pr-8!")}
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setText("");
            report("");
          }}
          className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </div>
  );
}
