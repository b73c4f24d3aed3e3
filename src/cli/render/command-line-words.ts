/** Rewords a sentence of the search command: Splunk's "embedded analyst" is called the built-in rules here. */
export function inCommandLineWords(sentence: string): string {
  return sentence.replace(
    /\b([Tt])he embedded analyst\b(?: (answer|judge)s\b)?/g,
    (_, letter: string, verb: string | undefined) =>
      `${letter}he built-in rules${verb === undefined ? "" : ` ${verb}`}`,
  );
}
