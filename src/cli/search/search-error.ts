/** The search command refused its arguments or broke off. The message is a sentence for the user. */
export class SearchError extends Error {
  override readonly name = "SearchError";

  /** The command reported that an option has an unusable value. */
  get namesOption(): boolean {
    return /\boption\b/i.test(this.message);
  }
}
