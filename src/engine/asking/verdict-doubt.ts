/**
 * Why a verdict is not believed although it can be read. docs/troubleshooting.md explains each to users.
 *
 * | doubt | the verdict … |
 * | --- | --- |
 * | `foreign_placeholder` | names a masked value that its line does not have |
 * | `other_line` | speaks in the words of another line of its batch |
 * | `same_text` | has the same cause as the verdict on a line that is unlike its own, and no word of its own |
 * | `prompt_words` | repeats our instructions |
 * | `line_repeated` | repeats its line and says no more |
 * | `says_nothing` | has a cause of less than two words |
 * | `contradiction` | says that there is no anomaly, and that there is a fault |
 */
export const doubts = [
  "foreign_placeholder",
  "other_line",
  "same_text",
  "prompt_words",
  "line_repeated",
  "says_nothing",
  "contradiction",
] as const;

export type Doubt = (typeof doubts)[number];
