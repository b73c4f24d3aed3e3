const counted =
  /(?<![\d.])(\d{1,9})(?: (?:out )?of(?: the)? |\/|(?<=\b1) in )(\d{1,9}) (?:[a-z][\w-]{0,20} ){0,3}?(?:[a-z-]{2,20}s|left|up|alive|available|online|down|ready)\b/i;
/** With these words the first number is of those that work. */
const works =
  /\b(?:left|up|alive|available|healthy|ready|active|reachable|remain(?:s|ing)?|running|in[- ]sync|serving|online|registered|connected|answered|established|usable|responding|delivered|accepted|announce[sd]?|restarted)\b/i;
const fails =
  /\b(?:down|lost|lose|dead|gone|fail\w{0,3}|unreachable|offline|pending|reject\w{0,3}|refused|unassigned|affected|reclaimed|unavailable|unhealthy|not\s?ready|dropped|broken|crash\w{0,2}|timed ?out|timeouts?|busy|disassociated|disconnected|detached|deregistered|unattached|unmounted|inactive|idle|absent|expelled|in use|used|taken|empty|ejected|stuck|blocked|disabled|hang\w{0,3}|hung|killed|ends? in|giv(?:es?|ing) up|bounced|declined|aborted|silent|unanswered|unscheduled|terminated|deallocated|dark|not (?:answer\w{0,3}|respond\w{0,3}))\b/i;

/** The share of those that fail, of a count such as `71 of 90 terminals lost`, from 0 to 1; undefined without one. */
export function failingShare(clause: string): number | undefined {
  const found = counted.exec(clause);
  if (found === null) return undefined;
  const share = Number(found[1]) / Number(found[2]);
  if (!(share <= 1)) return undefined;
  const isOfWorking = works.test(clause);
  if (fails.test(clause) && !(share === 0 && isOfWorking)) return share === 0 ? undefined : share;
  return isOfWorking ? 1 - share : undefined;
}
