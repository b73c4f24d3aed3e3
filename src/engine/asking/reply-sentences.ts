/** What the job's message says about replies that brought no verdict: what the model did, and what to change. */
export const sentences = {
  leftOut: "Some replies of the model left out lines or did not keep to the form.",
  doubted:
    "Some verdicts of the model were not on their own line or said nothing, so they were asked for again alone: batch_size=1 or a larger model mixes up less; the run log counts them by kind.",
  cutAtLimit:
    "Some answers were cut at their limit before they were complete: choose a model that keeps to 240 characters.",
  tooLate:
    "The time that was left was too short for another answer of this model: raise timeout, or choose a smaller model or a faster server.",
  filledByThoughts:
    "The model thought up to its answer's limit and gave no verdict: switch its reasoning off at the server, or choose a model that does not reason.",
  filledByBlanks:
    "The model filled its answer with blanks up to the limit, as some do when a server holds them to a form, so a simpler form was asked for: vLLM ends this with disable_any_whitespace in --structured-outputs-config.",
} as const;
