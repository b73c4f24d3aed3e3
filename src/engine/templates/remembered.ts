const mostRemembered = 5_000;

/** The function, with its answers for the texts that it was asked about lately: the same words come in many forms. */
export function remembered(judge: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size >= mostRemembered) answers.clear();
    const answer = judge(text);
    answers.set(text, answer);
    return answer;
  };
}
