/** Every order of a list, in which equal items are not told apart. */
export function orders(list: string[]): string[][] {
  const left = new Map<string, number>();
  for (const one of list) left.set(one, (left.get(one) ?? 0) + 1);
  const made: string[][] = [];
  const go = (begun: string[]) => {
    if (begun.length === list.length) made.push([...begun]);
    for (const [one, count] of left) {
      if (count === 0) continue;
      left.set(one, count - 1);
      begun.push(one);
      go(begun);
      begun.pop();
      left.set(one, count);
    }
  };
  go([]);
  return made;
}
