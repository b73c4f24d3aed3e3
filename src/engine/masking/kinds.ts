/** What a masked value was. Two detectors may share a kind: a reader wants to know that it was an address. */
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
] as const;

/** One of `kinds`, or the kind of an own mask. */
export type Kind = string;

/** Upper-case letters, digits and underscores, so that it cannot be taken for markup. */
export const kindForm = /^[A-Z][A-Z0-9_]{1,23}$/;

const labelForm = "[a-z0-9]{1,16}";

/** How placeholders of some kinds look, and how those that stand in the log itself are told apart. */
export class Placeholders {
  /** `<EMAIL>` and `<EMAIL:1>`: what stands there was masked before. For `matchAll` and `replace`. */
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
   * Marks what looks like a placeholder but stands in the log itself with `~` behind its `<`, one more where
   * there are some already, so that nothing is lost: `putBack` takes one away.
   */
  escape(text: string): string {
    return text.replace(this.#likeOne, "<~");
  }

  /**
   * Puts values in place of placeholders, and takes the marks of `escape` off. A placeholder without a value stays.
   *
   * @param valueFor is asked with what stands between `<` and `>`, such as `EMAIL:1`
   */
  putBack(text: string, valueFor: (name: string) => string | undefined): string {
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
