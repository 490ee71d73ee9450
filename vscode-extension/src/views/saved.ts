// Previews of files as they were saved.

const MOST = 50;

/** Remembers the newest texts. */
export class Saved {
  readonly #texts = new Map<string, string>();

  keep(key: string, text: string): void {
    this.#texts.delete(key);
    this.#texts.set(key, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST && oldest !== undefined) {
      this.#texts.delete(oldest);
    }
  }

  get(key: string): string | undefined {
    return this.#texts.get(key);
  }

  forget(): void {
    this.#texts.clear();
  }
}
