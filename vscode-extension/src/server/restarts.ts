// How often a server that ends unasked is started again.

const WINDOW_MS = 3 * 60 * 1000;
const ALLOWED = 4;

/** Counts the ends of the last minutes, so that a server that cannot stay up is left alone. */
export class Restarts {
  #ends: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** Notes an end; says whether to start again. */
  mayRestart(): boolean {
    const now = this.now();
    this.#ends = [...this.#ends.filter((end) => now - end < WINDOW_MS), now];
    return this.#ends.length <= ALLOWED;
  }

  /** A start that the user asked for is a fresh one. */
  forget(): void {
    this.#ends = [];
  }
}
