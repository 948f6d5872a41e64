interface Waiting {
  at: number;
  go: () => void;
}

/** Runs of one contact that wait at a time at most; beyond it the earliest goes on without its turn, so that memory stays bounded. */
const MAX_WAITING = 200;

/**
 * Lets the simulated runs of one contact, each with a clock of its own, move as if they happened beside each other: a run that
 * comes to a place where the others matter asks for its turn and stands still until everything before that moment is done.
 * One run moves at a time.
 */
export class Turns {
  private clock = Number.NEGATIVE_INFINITY;
  private waiting: Waiting[] = [];
  private stands: () => void = () => {};
  private fails: (error: unknown) => void = () => {};

  /** Starts a run; resolves when it has ended or stands still. @throws what the run throws */
  async follow(run: () => Promise<void>): Promise<void> {
    await this.move(() => {
      run().then(
        () => this.stands(),
        (error) => this.fails(error),
      );
    });
    while (this.waiting.length > MAX_WAITING) await this.moveEarliest();
  }

  /** Called by a run: resolves when the time of the contact has come to `at`, in milliseconds. */
  async until(at: number): Promise<void> {
    if (at <= this.clock) return;
    await new Promise<void>((go) => {
      this.waiting.push({ at, go });
      this.stands();
    });
  }

  /** Brings the time of the contact to `at` and lets every run that waits for an earlier moment move, in their order. */
  async advance(at: number): Promise<void> {
    for (let next = this.earliest(); next && next.at <= at; next = this.earliest()) {
      this.clock = Math.max(this.clock, next.at);
      await this.moveEarliest();
    }
    this.clock = Math.max(this.clock, at);
  }

  private earliest(): Waiting | undefined {
    let first = this.waiting[0];
    for (const one of this.waiting) if (first && one.at < first.at) first = one;
    return first;
  }

  private async moveEarliest(): Promise<void> {
    const next = this.earliest();
    if (!next) return;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    await this.move(next.go);
  }

  private move(go: () => void): Promise<void> {
    return new Promise((stands, fails) => {
      this.stands = stands;
      this.fails = fails;
      go();
    });
  }
}
