import type { SchemaField } from "@/components/docs/schema-fields";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

/** Settings or fields with their type and what they are for. `label` names the table for screen readers. */
export function FieldTable({ fields, label }: { fields: SchemaField[]; label: string }) {
  if (fields.length === 0) return <p className="mt-2 text-muted-foreground">None.</p>;
  return (
    <div className="mt-3 rounded-md border">
      <Table aria-label={label}>
        {/* On a phone each field is a block of its own: three columns would have to be scrolled to be read. */}
        <TableHeader className="max-sm:sr-only">
          <TableRow>
            <TableHead>Name</TableHead>
            <TableHead>Type</TableHead>
            <TableHead>What it is</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {fields.map((field) => (
            <TableRow key={field.name} className="align-top max-sm:grid max-sm:gap-0.5 max-sm:px-3 max-sm:py-2.5">
              <TableCell className="font-mono text-xs max-sm:h-auto max-sm:p-0 max-sm:break-all sm:whitespace-nowrap">
                {field.name}
                {field.required && (
                  <span className="ml-1.5 font-sans text-xs text-muted-foreground" title="Must be given">
                    required
                  </span>
                )}
              </TableCell>
              <TableCell className="max-w-60 text-xs break-words text-muted-foreground max-sm:h-auto max-sm:max-w-none max-sm:p-0">
                {field.type}
              </TableCell>
              <TableCell className="max-sm:h-auto max-sm:p-0 sm:min-w-56">
                {sentences([field.title, field.description])}
                {field.fallback && <span className="text-muted-foreground"> Without it: {field.fallback}.</span>}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** Texts as sentences one after the other: each ends with a full stop. */
function sentences(texts: (string | null | undefined)[]): string {
  return texts.flatMap((text) => (text ? [/[.?!]$/.test(text) ? text : `${text}.`] : [])).join(" ");
}
