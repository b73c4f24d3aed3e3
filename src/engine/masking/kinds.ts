/** What a masked value was. Detectors may share a kind: it tells the reader that the value was an address. */
export const kinds = [
  "PRIVATE_KEY",
  "SECRET",
  "CARD",
  "IBAN",
  "EMAIL",
  "MAC",
  "IP",
  "SSN",
  "PHONE",
  "USER",
  "HOST",
  "PATH",
  // What a person or a client typed; only in what a model reads about a unit.
  "TEXT",
] as const;

/** One of `kinds`, or the kind of a custom mask. */
export type Kind = string;

/** Upper-case letters, digits and underscores, so that it cannot be taken for markup. */
export const kindForm = /^[A-Z][A-Z0-9_]{1,23}$/;

const labelForm = "[a-z0-9]{1,16}";

/** The form of placeholders, and the escape that tells ours from those that stand in the log itself. */
export class Placeholders {
  /** `<EMAIL>` and `<EMAIL:1>`: values that were masked before. For `matchAll` and `replace`. */
  readonly pattern: RegExp;
  readonly #likeOne: RegExp;
  readonly #oneOrMarked: RegExp;

  constructor(ownKinds: readonly Kind[] = []) {
    const names = [...kinds, ...ownKinds].join("|");
    this.pattern = new RegExp(`<(?:${names})(?::${labelForm})?>`, "g");
    this.#likeOne = new RegExp(`<(?=~*(?:${names})(?::${labelForm})?>)`, "g");
    this.#oneOrMarked = new RegExp(`<(~*)((?:${names})(?::${labelForm})?)>`, "gi");
  }

  /**
   * Escapes what looks like a placeholder in the log itself: adds a `~` behind its `<`, even if there are some already.
   * `restore` removes one, so that the log's text is restored.
   */
  escape(text: string): string {
    return text.replace(this.#likeOne, "<~");
  }

  /**
   * Replaces placeholders by values, and undoes `escape`. A placeholder without a value stays.
   *
   * @param valueFor takes the text between `<` and `>`, such as `EMAIL:1`
   */
  restore(text: string, valueFor: (name: string) => string | undefined): string {
    return text.replace(this.#oneOrMarked, (whole: string, marks: string, name: string) => {
      if (marks !== "") return `<${marks.slice(1)}${name}>`;
      const [kind = "", label] = name.split(":");
      return (
        valueFor(label === undefined ? kind.toUpperCase() : `${kind.toUpperCase()}:${label.toLowerCase()}`) ??
        whole
      );
    });
  }
}

export const builtInPlaceholders = new Placeholders();
