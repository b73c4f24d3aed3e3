import { isAsBadAs, type Severity } from "../../engine/verdict.ts";
import type { JoinedReply } from "../search/joined-reply.ts";
import { counted, grouped } from "./triage-table.ts";

/** Counts for the last line: events, units, and the sources of verdicts. */
export class RunSummary {
  events = 0;
  /** No endpoint is configured. */
  withoutEndpoint = false;
  /** The worst severity of all events; undefined while there is none. */
  worst: Severity | undefined;
  private readonly statuses = new Map<string, number>();

  /** @param prefix the prefix of the field names */
  add(answers: JoinedReply, prefix: string): void {
    const statusPlace = answers.place(`${prefix}llama_status`);
    const reasonPlace = answers.place(`${prefix}llama_reason`);
    const severityPlace = answers.place(`${prefix}severity`);
    this.events += answers.events.length;
    for (let event = 0; event < answers.events.length; event += 1) {
      const status = answers.raw(event, statusPlace);
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
      const severity = answers.raw(event, severityPlace) as Severity | "";
      if (severity !== "" && isAsBadAs(severity, this.worst)) this.worst = severity;
      this.withoutEndpoint ||= answers.raw(event, reasonPlace) === "no_endpoint";
    }
  }

  /** `2,013 events, 1,204 units, 0 asked, 0 cached, 2,013 local, 0.4 s` */
  line(inspector: Readonly<Record<string, unknown>>, seconds: number): string {
    const units = inspector["metric.llamaanalyze.units"];
    const of = (status: string): number => this.statuses.get(status) ?? 0;
    const parts = [counted(this.events, "event")];
    if (Array.isArray(units) && typeof units[1] === "number") parts.push(counted(units[1], "unit"));
    parts.push(
      `${grouped(of("llm"))} asked`,
      `${grouped(of("cached"))} cached`,
      `${grouped(of("local"))} local`,
    );
    for (const status of ["skipped", "error"])
      if (of(status) > 0) parts.push(`${grouped(of(status))} ${status}`);
    parts.push(`${seconds.toFixed(1)} s`);
    return parts.join(", ");
  }

  /** What a run says that was interrupted. */
  get interrupted(): string {
    if (this.events === 0) return "Stopped before a line was judged.";
    return `Stopped after ${counted(this.events, "line")}: what stands above is what they say, and later lines were not judged.`;
  }
}

/** Advice on how to configure a model, if there is none. */
export function endpointAdvice({ npm_lifecycle_event: script }: NodeJS.ProcessEnv): string {
  const command = script === "start" ? "npm start --" : "llama-log analyze";
  return (
    "No model was asked: no endpoint is configured. Add Ollama (vLLM: port 8000):\n" +
    `  LLAMA_ENDPOINT=http://127.0.0.1:11434/v1 LLAMA_MODEL=llama3.1 ${command} app.log`
  );
}
