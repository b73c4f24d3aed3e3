import { readTruth } from "../../engine/truth.ts";

/** The type of a true or false option, which accepts all of Splunk's words for these. */
export const switchOption = {
  type: "choice",
  choices: ["true", "false"],
  readAs: (word: string) => readTruth(word)?.toString(),
} as const;
