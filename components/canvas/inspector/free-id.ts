/** A short id that is not among the taken ones: a, b, c …, then b27, b28 … Ids of ways out stay stable once given. */
export function freeId(taken: string[]): string {
  for (let n = 0; ; n += 1) {
    const id = n < 26 ? String.fromCharCode(97 + n) : `b${n + 1}`;
    if (!taken.includes(id)) return id;
  }
}
