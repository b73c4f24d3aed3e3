/** The search command refused or broke off. The message is a sentence for the user. */
export class SearchError extends Error {
  override readonly name = "SearchError";

  /** The user gave an option a value that cannot be used: the command said so itself. */
  get namesOption(): boolean {
    return /\boption\b/i.test(this.message);
  }
}
