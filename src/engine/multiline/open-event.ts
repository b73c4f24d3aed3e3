import { frameOf, indentationOf, isGoFunction } from "../reading/frames.ts";
import { Reading } from "../reading/reading.ts";
import {
  beginsLikeALog,
  isBlank,
  isGoTrace,
  isMessageOf,
  isPythonTrace,
  isQualifiedException,
  type Shape,
  shapeOf,
  standsBelow,
} from "./line-signs.ts";
import { ObjectDepth } from "./object-depth.ts";

/** Lines and characters of one event; what goes on longer becomes another. */
const mostLines = 1_000;
const mostCharacters = 256 * 1024;

/** What is said at these levels has no trace below it: the next one is of somebody else. */
const calmLevels: ReadonlySet<string> = new Set(["info", "debug"]);
/** `Node.js v20.11.0`, the last line of a Node process that died. */
const nodeEnd = /^Node\.js v\d/;
/** Lines of a Node process that died, before its error. */
const mostNodeLines = 12;

/** The lines of an event that is still being written. Most have one line, so the first is read only if need be. */
export class OpenEvent {
  readonly lines: string[];
  private readonly joinsIndented: boolean;
  private characters: number;
  private shape: Shape | undefined;
  private depth: ObjectDepth | undefined;
  /** Empty lines that belong to the event if another line of it follows. */
  private blanks: string[] = [];
  private isAtEnd = false;
  private hasFrames = false;
  private headLines = 1;

  /** @param joinsIndented whether indentation alone makes a line part of the event */
  constructor(head: string, joinsIndented: boolean) {
    this.lines = [head];
    this.joinsIndented = joinsIndented;
    this.characters = head.length;
  }

  /** Empty lines behind the event, which are not part of it. */
  get blanksBehind(): readonly string[] {
    return this.blanks;
  }

  /** Takes a line if it belongs to the event. */
  take(line: string): boolean {
    if (beginsLikeALog(line) || this.isFull(line)) return false;
    if (this.shape === undefined) this.readHead();
    if (isBlank(line)) return this.takeBlank(line);
    if (!this.belongs(line)) return false;
    this.lines.push(...this.blanks, line);
    this.blanks = [];
    this.characters += line.length + 1;
    return true;
  }

  /** Goes on with the last line. */
  extend(rest: string): void {
    this.lines.push(`${this.lines.pop() ?? ""}${rest}`);
    this.characters += rest.length;
  }

  private get head(): string {
    return this.lines[0] as string;
  }

  private isFull(line: string): boolean {
    return (
      this.lines.length + this.blanks.length >= mostLines || this.characters + line.length > mostCharacters
    );
  }

  private readHead(): void {
    this.shape = shapeOf(this.head);
    // A list of objects has an event in each of them.
    this.isAtEnd = isBlank(this.head) || this.shape === "list";
    this.hasFrames = frameOf(this.head) !== undefined;
    if (this.shape === "object") this.depth = new ObjectDepth(this.head);
  }

  private takeBlank(line: string): boolean {
    if (this.shape === "report" || (this.shape === "line" && !this.hasFrames)) return false;
    this.blanks.push(line);
    return true;
  }

  private belongs(line: string): boolean {
    if (this.isAtEnd) return false;
    if (this.depth !== undefined) {
      this.isAtEnd = this.depth.take(line) === 0;
      return true;
    }
    if (isPythonTrace(line)) return this.goesOn("python", this.hasTraceBelow || this.shape === "raised");
    if (isGoTrace(line)) return this.goesOn("go", this.goesOnInGo(line));
    if (this.isBelow(line)) return true;
    switch (this.shape) {
      case "python":
        // The error itself. Further lines of its message cannot be told from others, but a second traceback can.
        return this.goesOn("raised", true);
      case "rust":
        return this.goesOn("line", true);
      case "go":
        return isGoFunction(line) || line.startsWith("exit status ");
      case "node":
        this.isAtEnd = nodeEnd.test(line);
        return this.isAtEnd || this.lines.length < mostNodeLines;
      case "line":
        return this.takeMessage(line) || (isQualifiedException(line) && this.hasTraceBelow);
      default:
        return this.shape === "report";
    }
  }

  /** Whether a line stands below another by its own looks. */
  private isBelow(line: string): boolean {
    const indentation = indentationOf(this.head);
    const isDeeper = indentationOf(line) > indentation;
    if (frameOf(line) !== undefined) {
      // News has no calls below it: where logs are merged, the trace of one service stands below a line of another.
      const isOfThis = this.hasFrames || ((isDeeper || indentation === 0) && !this.isNews);
      this.hasFrames ||= isOfThis;
      return isOfThis;
    }
    // After an empty line, an indented one may be of anybody.
    return (isDeeper && this.joinsIndented && this.blanks.length === 0) || standsBelow(line);
  }

  /** The level and the message, where the line with the time has neither. */
  private takeMessage(line: string): boolean {
    const isMessage = this.lines.length === 1 && isMessageOf(this.head, line);
    if (isMessage) this.headLines = 2;
    return isMessage;
  }

  /** A line that a logger wrote, and nothing below it so far. */
  private get isLoggedAlone(): boolean {
    return this.lines.length === this.headLines && beginsLikeALog(this.head);
  }

  private get isNews(): boolean {
    return this.isLoggedAlone && calmLevels.has(new Reading(this.lines.join("\n")).level.level);
  }

  private get hasTraceBelow(): boolean {
    return this.isLoggedAlone && !this.isNews;
  }

  /** A second goroutine, the stack below a panic, or a panic that somebody printed below its stack. */
  private goesOnInGo(line: string): boolean {
    if (line.startsWith("goroutine ")) return this.shape === "go" || this.hasTraceBelow;
    return this.lines.length === 1 && this.head.startsWith("goroutine ");
  }

  private goesOn(shape: Shape, does: boolean): boolean {
    if (does) this.shape = shape;
    return does;
  }
}
