interface Message {
  readonly result: string;
  readonly message: string;
  /** The text "None" where there is none. */
  readonly message_filename?: string | null;
}

interface Check {
  readonly name: string;
  readonly result: string;
  readonly messages: readonly Message[];
}

interface Report {
  readonly reports: readonly { readonly groups: readonly { readonly checks: readonly Check[] }[] }[];
  readonly summary: Readonly<Record<string, number>>;
}

/** What one check says of one file, however often it says so. */
export interface Finding {
  readonly result: string;
  readonly check: string;
  readonly file: string | undefined;
  readonly count: number;
  readonly message: string;
}

const harmless = ["success", "not_applicable", "skipped"];
const fatal = ["failure", "error"];

export function isFatal({ result }: Finding): boolean {
  return fatal.includes(result);
}

/** Everything a report holds but what passed or does not apply. */
export function findingsOf(json: string): { summary: Report["summary"]; findings: Finding[] } {
  const { reports, summary } = JSON.parse(json) as Report;
  const checks = reports.flatMap(({ groups }) => groups.flatMap((group) => group.checks));
  return { summary, findings: checks.flatMap(findingsOfCheck) };
}

function findingsOfCheck({ name: check, result, messages }: Check): Finding[] {
  const found = new Map<string, Finding>();
  for (const said of messages.filter((message) => !harmless.includes(message.result))) {
    const named = said.message_filename ?? "None";
    const file = named === "None" || named === "" ? undefined : named;
    const message = said.message.replace(/\s+/g, " ").trim();
    const key = `${said.result} ${file ?? ""}`;
    const before = found.get(key) ?? { result: said.result, check, file, count: 0, message };
    found.set(key, { ...before, count: before.count + 1 });
  }
  if (found.size === 0 && !harmless.includes(result))
    return [{ result, check, file: undefined, count: 1, message: "(it says no more)" }];
  return [...found.values()];
}

/** The sections of docs/appinspect.md that explain a check: by its name, which is their heading. */
export function explanationsIn(page: string): Map<string, string> {
  const sections = page.split(/^(?=#{1,6} )/m);
  const pairs = sections.flatMap((section): [string, string][] => {
    const name = /^#+ `(\w+)`\s*$/m.exec(section.split("\n")[0] ?? "")?.[1];
    return name === undefined ? [] : [[name, section]];
  });
  return new Map(pairs);
}

/** Whether the page has a section on the check that names the file, if there is one: `bin/*.cjs` names many. */
export function isExplained(explanations: ReadonlyMap<string, string>, { check, file }: Finding): boolean {
  const section = explanations.get(check);
  if (section === undefined) return false;
  if (file === undefined) return true;
  const patterns = [...section.matchAll(/`([^`\n]+)`/g)].map(([, pattern = ""]) => pattern);
  return patterns.some((pattern) => matches(pattern, file));
}

function matches(pattern: string, file: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("[^/]*")}$`).test(file);
}
