/** `service=checkout`, `"service":"checkout"`, `app=…`. */
const keyed =
  /(?:^|[\s,{"'])(?:service|service[._]name|svc|app|application|component|program|container)["']?\s*[=:]\s*["']?([a-z][\w.-]{1,39})/i;
/** `Jan  2 03:04:05 host sshd[123]: …`, and the same with an ISO time. */
const syslogTag =
  /^(?:<\d{1,3}>\d? ?)?(?:[A-Z][a-z]{2} {1,2}\d{1,2} [\d:]{8}|\d{4}-\d\d-\d\dT\S{8,24}) \S{1,80} ([a-z][\w./-]{0,39}?)(?:\([\w.-]{1,30}\))?(?:\[\d{1,10}\])?: /i;
/** `[api-gateway]`; threads and levels stand in brackets too. */
const bracketed = /\[([a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*)\]/gi;
/** A logger's qualified name; its last part is the class. */
const logger = /(?:^|[\s[])(?:[a-z_][\w$]*\.){2,8}([A-Z][\w$]{1,39})(?=[\s:\]])/;
const notServices =
  /^(?:fatal|emerg|panic|alert|crit|critical|err|error|severe|warn|warning|info|notice|debug|trace|log|main|unknown|none|null|true|false)$/i;

/** The service or program that most likely wrote a line; empty when the line does not say. */
export function serviceOf(text: string): string {
  const head = text.length > 400 ? text.slice(0, 400) : text;
  const named = keyed.exec(head)?.[1] ?? syslogTag.exec(head)?.[1];
  if (named !== undefined && isService(named)) return named;
  for (const match of head.slice(0, 160).matchAll(bracketed)) {
    const name = match[1] as string;
    if (isService(name) && !/^(?:thread|worker|pool|exec|http-nio)\b/i.test(name) && name.length <= 40)
      return name;
  }
  return logger.exec(head)?.[1] ?? "";
}

function isService(name: string): boolean {
  return !notServices.test(name) && /[a-z]/i.test(name);
}
