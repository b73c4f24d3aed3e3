import type { Answers } from "./answers.ts";
import { grouped } from "./triage-table.ts";

/** Counts what was done for the last line: events, units, and where the verdicts came from. */
export class RunSummary {
  events = 0;
  /** Nobody was asked because no endpoint is configured. */
  withoutEndpoint = false;
  private readonly statuses = new Map<string, number>();

  /** @param prefix goes before the field names */
  add(answers: Answers, prefix: string): void {
    const statusPlace = answers.place(`${prefix}llama_status`);
    const reasonPlace = answers.place(`${prefix}llama_reason`);
    this.events += answers.events.length;
    for (let event = 0; event < answers.events.length; event += 1) {
      const status = answers.raw(event, statusPlace);
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
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
}

/** How a model comes in, for those who have none configured. */
export const endpointAdvice =
  "No model was asked: no endpoint is configured. Add Ollama (vLLM: port 8000):\n" +
  "  LLAMA_ENDPOINT=http://127.0.0.1:11434/v1 LLAMA_MODEL=llama3.1 npm start -- app.log";

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
