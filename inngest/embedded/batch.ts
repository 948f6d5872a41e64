/**
 * Turns single calls into few large ones: what arrives while a call is under way goes out together in the next one.
 * `work` gets the items in order and returns one answer each. When a
 * batch fails, its items are tried one by one, so that each caller sees its own error.
 */
export function createBatcher<Item, Answer>({
  work,
  max,
}: {
  work: (items: Item[]) => Promise<Answer[]>;
  max: number;
}): (item: Item) => Promise<Answer> {
  let waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let busy = false;

  const alone = async (item: Item): Promise<Answer> => (await work([item]))[0] as Answer;

  async function flush(): Promise<void> {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, max);
      waiting = waiting.slice(max);
      try {
        const answers = await work(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error);
        // One bad item must not refuse the others.
        else for (const { item, resolve, reject } of batch) await alone(item).then(resolve, reject);
      }
    }
    busy = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      void flush();
    });
}
