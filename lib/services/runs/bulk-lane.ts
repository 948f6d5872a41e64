/** The work under way or ahead in the lane. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one transaction of bulk work at a time in this process, first come, first served: with as many as the pool has
 * connections, the visitors of all other workspaces would wait behind the crowd. What talks to providers is not held back.
 */
export function inBulkLane<T>(work: () => Promise<T>): Promise<T> {
  const own = last.then(work);
  last = own.catch(() => {});
  return own;
}
