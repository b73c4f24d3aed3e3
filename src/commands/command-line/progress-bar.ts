import { grouped } from "./triage-table.ts";

export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const patience = 500;
const interval = 100;
const barWidth = 30;
const eraseLine = "\r\u001b[K";

/**
 * How far the work is, on one line of a terminal: percent of the bytes of files, else the lines so far. Shows
 * itself only when the work takes long, and leaves no trace.
 */
export class ProgressBar {
  bytes = 0;
  lines = 0;
  private readonly terminal: ProgressTerminal;
  private readonly totalBytes: number | undefined;
  private readonly now: () => number;
  private readonly started: number;
  private drawn = Number.NEGATIVE_INFINITY;
  private visible = false;

  /** @param totalBytes undefined when nobody knows how much will come */
  constructor(
    terminal: ProgressTerminal,
    totalBytes: number | undefined,
    now: () => number = () => performance.now(),
  ) {
    this.terminal = terminal;
    this.totalBytes = totalBytes;
    this.now = now;
    this.started = now();
  }

  /** Draws what has changed, at most ten times a second. */
  update(): void {
    const time = this.now();
    if (this.terminal.isTTY !== true || time - this.started < patience || time - this.drawn < interval)
      return;
    this.drawn = time;
    this.visible = true;
    this.terminal.write(`${eraseLine}${this.text().slice(0, (this.terminal.columns ?? 80) - 1)}`);
  }

  /** Removes the bar from the screen; the next `update` may bring it back. */
  erase(): void {
    if (this.visible) this.terminal.write(eraseLine);
    this.visible = false;
  }

  private text(): string {
    const lines = `${grouped(this.lines)} lines`;
    if (this.totalBytes === undefined || this.totalBytes === 0) return lines;
    const share = Math.min(1, this.bytes / this.totalBytes);
    const full = Math.round(share * barWidth);
    return `${"█".repeat(full)}${"░".repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)} %  ${lines}`;
  }
}
