import type { ColumnType } from "kysely";
import type { Database as Generated } from "@/lib/db/types";

type Public = Generated["public"];
// jsonb columns hold what our zod schemas say, which the generated recursive Json type cannot express.
type Loose<T> = { [K in keyof T]: IsJson<T[K]> extends true ? unknown : T[K] };
type IsJson<T> = { [key: string]: never } extends NonNullable<T> ? true : false;

type Table<T extends { Row: object; Insert: object; Update: object }> = {
  [K in keyof T["Row"]]: ColumnType<
    Loose<T["Row"]>[K],
    K extends keyof T["Insert"] ? Loose<T["Insert"]>[K] : never,
    K extends keyof T["Update"] ? Loose<T["Update"]>[K] : never
  >;
};

/** The tables and views of schema public in Kysely's terms, from the types the Supabase CLI generates. */
export type Database = { [N in keyof Public["Tables"]]: Table<Public["Tables"][N]> } & {
  [N in keyof Public["Views"]]: {
    [K in keyof Public["Views"][N]["Row"]]: ColumnType<Public["Views"][N]["Row"][K], never, never>;
  };
};
