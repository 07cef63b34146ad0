/** What was read lately, by number: the rows of one keystroke are mostly those of the one before. */
export class Recent<T> {
  readonly #most: number;
  #now = new Map<number, T>();
  #before = new Map<number, T>();

  /** @param most how many are kept at least; at most twice as many */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: number, read: () => T): T {
    const known = this.#now.get(key);
    if (known !== undefined) return known;
    const value = this.#before.get(key) ?? read();
    if (this.#now.size >= this.#most) {
      this.#before = this.#now;
      this.#now = new Map();
    }
    this.#now.set(key, value);
    return value;
  }
}
