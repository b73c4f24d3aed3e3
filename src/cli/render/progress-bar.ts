import { roughDuration } from "../../engine/rough-duration.ts";
import { counted } from "./triage-table.ts";

export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const patience = 500;
const interval = 100;
const barWidth = 30;
const eraseLine = "\r\u001b[K";

/** The remaining time is told once so much of the work is done, because a beginning says little about the rest. */
const smallestKnownShare = 0.05;

/**
 * A progress bar on one line of a terminal: percent of the work and the time that is left, if the bytes of the input are
 * known, and the answered lines. It appears only if the work takes long, and is removed at the end.
 */
export class ProgressBar {
  bytesRead = 0;
  linesRead = 0;
  /** Lines that have their answers. */
  lines = 0;
  /** How far the asking of a model has come; empty where none is asked. */
  asked = "";
  private readonly terminal: ProgressTerminal;
  private readonly totalBytes: number | undefined;
  private readonly now: () => number;
  private readonly started: number;
  private drawn = Number.NEGATIVE_INFINITY;
  private visible = false;

  /** @param totalBytes undefined if the total is not known */
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

  /** Redraws the bar, at most ten times a second. */
  update(): void {
    const time = this.now();
    if (this.terminal.isTTY !== true || time - this.started < patience || time - this.drawn < interval)
      return;
    this.drawn = time;
    this.visible = true;
    this.terminal.write(`${eraseLine}${this.text().slice(0, (this.terminal.columns ?? 80) - 1)}`);
  }

  /** Says in place of the bar what is being waited for, until `erase`. */
  say(text: string): void {
    if (this.terminal.isTTY !== true) return;
    this.visible = true;
    this.terminal.write(`${eraseLine}${text.slice(0, (this.terminal.columns ?? 80) - 1)}`);
  }

  /** Removes the bar from the screen; the next `update` may bring it back. */
  erase(): void {
    if (this.visible) this.terminal.write(eraseLine);
    this.visible = false;
  }

  private text(): string {
    const asked = this.asked === "" ? "" : `, ${this.asked}`;
    const lines = counted(this.lines, "line");
    if (this.totalBytes === undefined || this.totalBytes === 0) return lines + asked;
    const share = this.shareOf(this.totalBytes);
    const full = Math.round(share * barWidth);
    const seconds = ((this.now() - this.started) / 1000) * ((1 - share) / share);
    const left = share < smallestKnownShare ? "" : `, about ${roughDuration(Math.max(1, seconds))} left`;
    return `${"█".repeat(full)}${"░".repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)} %  ${lines}${left}${asked}`;
  }

  /** Of what was read, the share that is answered: reading runs ahead of a slow model. */
  private shareOf(totalBytes: number): number {
    const read = Math.min(1, this.bytesRead / totalBytes);
    return this.linesRead === 0 ? 0 : read * Math.min(1, this.lines / this.linesRead);
  }
}
