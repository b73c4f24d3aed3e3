/** One row of the tables of secrets. */
export interface SecretPattern {
  readonly name: string;
  readonly pattern: RegExp;
  /** With `$1` and so on for what stays. */
  readonly replacement: string;
  /** As a detector's. */
  readonly hints: readonly string[];
  /** As a detector's. */
  readonly needs?: RegExp;
}
