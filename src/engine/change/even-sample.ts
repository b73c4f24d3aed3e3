/** Texts of a stream, evenly spread over all of it and in its order. */
export class EvenSample {
  readonly texts: string[] = [];
  private every = 1;
  private seen = 0;

  /** @param most texts that are kept */
  add(text: string, most: number): void {
    if (this.seen++ % this.every !== 0) return;
    this.texts.push(text);
    if (this.texts.length > most) this.thin();
  }

  /** Keeps every other text. */
  thin(): void {
    this.every *= 2;
    const kept = this.texts.filter((_, at) => at % 2 === 0);
    this.texts.splice(0, this.texts.length, ...kept);
  }
}
