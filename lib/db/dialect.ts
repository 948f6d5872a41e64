import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type postgres from "postgres";
import type { Database } from "@/lib/db/database";

type Transaction = postgres.TransactionSql<Record<string, never>>;

/**
 * Kysely on one open postgres.js transaction. Statements are prepared, which `unsafe` does only when asked.
 * @param life `over` once the transaction has ended: a statement after that is refused here, because the library writes it
 * to a connection that may be gone, which throws where nobody can catch it
 */
export function kyselyOn({
  tx,
  prepare,
  life,
}: {
  tx: Transaction;
  prepare: boolean;
  life: { over: boolean };
}): Kysely<Database> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (life.over) throw new Error("This transaction has ended; its connection may be lost.");
      const rows = await tx.unsafe(query.sql, query.parameters as never[], { prepare });
      return {
        // The driver's own array survives young collections long after the query; emptied, it keeps no rows alive with it.
        rows: rows.splice(0) as unknown as R[],
        numAffectedRows: rows.count === null ? undefined : BigInt(rows.count ?? 0),
      };
    },
    async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
      yield* [];
      throw new Error("Streaming is not used: page with a cursor instead.");
    },
  };
  const refuse = async () => {
    throw new Error("Transactions are opened by the doors in lib/db/scoped.ts only.");
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}
