import { Reading } from "../reading/reading.ts";
import { frameOf, isGoFunction } from "./frames.ts";
import { ObjectDepth } from "./object-depth.ts";

/** Lines and characters of one event; what goes on longer becomes another. */
const mostLines = 1_000;
const mostCharacters = 256 * 1024;

/** A time, or what a logger begins its lines with: such a line begins an event, however it is indented. */
const beginsLikeALog =
  /^[\s[(<"']{0,40}(?:\d{4}[-/.]\d\d[-/.]\d\d|\d{1,2}[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{2,4}[ :T]|\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]?\d(?: \d\d:\d\d|, \d{4} )|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2}|\d{10}(?:\.\d{1,9}|\d{3})?\b|[IWEF]\d{4} \d\d:\d\d:)/;

/** Lines without indentation that stand below another and nowhere else. */
const standsBelow =
  /^(?:Caused by: |Suppressed: |Wrapped by: |\.\.\. \d{1,6} (?:more|common)|-{3,}(?:> | End of )|During handling of the above exception|The above exception was the direct cause|Stack ?trace:|\[stacktrace\]|Next [\w\\]{1,200}(?:Exception|Error)|\[signal |\[originating from |created by |stack backtrace:|note: (?:run with|Some details|the panic )|\*\* (?:Last message|When Server state|Reason for termination|State|\(\w)|"?[}\])]{1,20}[,;]?\s{0,4}$)/;
/** `java.lang.NumberFormatException: For input string`, `App\Payment\DeclinedException`. */
const qualifiedException =
  /^(?:[A-Za-z_$][\w$]{0,100}[.\\/]){1,12}[A-Z][\w$]{0,100}(?:Exception|Error|Throwable|Failure|Fault|Interrupt|Exit|Timeout)(?:: |:?\s{0,4}$| \()/;
const pythonTrace = /^(?:\s*\+ Exception Group )?Traceback \(most recent call last\):/;
const goTrace = /^(?:goroutine \d{1,12} \[|panic: |fatal error: |SIG[A-Z]{2,6}: )/;
const nodePlace = /^(?:file:\/\/)?(?:[A-Za-z]:|\/)[^\s:]{1,400}\.(?:[cm]?[jt]sx?):\d{1,7}$/;
const rustPanic = /^thread '[^'\n]{1,100}' (?:\(\d{1,12}\) )?panicked at [^\n]{1,400}:\s{0,4}$/;
const erlangReport = /^=[A-Z]{4,10} REPORT====/;
/** java.util.logging writes the level and the message below the line with the time. */
const javaUtilHead = /^[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M \S{1,200} \S{1,100}$/;
const levelFirst = /^[^\s:]{2,20} ?: /;
/** What is said at these levels has no trace below it: the next one is of somebody else. */
const calmLevels: ReadonlySet<string> = new Set(["info", "debug"]);
/** `Node.js v20.11.0`, the last line of a Node process that died. */
const nodeEnd = /^Node\.js v\d/;
/** Lines without indentation of a Node process that died, before its error. */
const mostNodeLines = 12;

/** What may stand below the lines so far. */
type Shape = "line" | "python" | "raised" | "go" | "node" | "rust" | "report" | "object";

/** The lines of an event that is still being written. */
export class OpenEvent {
  readonly lines: string[];
  private readonly indentation: number;
  private readonly joinsIndented: boolean;
  private readonly isBlank: boolean;
  private readonly isLogged: boolean;
  private readonly depth: ObjectDepth | undefined;
  private shape: Shape;
  private characters: number;
  /** Empty lines that belong to the event if another line of it follows. */
  private blanks = 0;
  private isAtEnd = false;
  private hasFrames = false;
  private headLines = 1;

  constructor(head: string, joinsIndented: boolean) {
    this.lines = [head];
    this.joinsIndented = joinsIndented;
    this.characters = head.length;
    this.indentation = indentationOf(head);
    this.isBlank = head.trim() === "";
    this.isLogged = beginsLikeALog.test(head);
    this.shape = shapeOf(head);
    if (this.shape === "object") this.depth = new ObjectDepth(head);
  }

  /** Empty lines behind the event, which are not part of it. */
  get blanksBehind(): number {
    return this.blanks;
  }

  /** Takes a line if it belongs to the event. */
  take(line: string): boolean {
    if (this.lines.length >= mostLines || this.characters + line.length > mostCharacters) return false;
    if (line.trim() === "") return this.takeBlank();
    if (!this.belongs(line)) return false;
    for (; this.blanks > 0; this.blanks--) this.lines.push("");
    this.lines.push(line);
    this.characters += line.length + 1;
    return true;
  }

  /** Goes on with the last line. */
  extend(rest: string): void {
    this.lines.push(`${this.lines.pop() ?? ""}${rest}`);
    this.characters += rest.length;
  }

  private takeBlank(): boolean {
    if (this.shape === "report" || (this.shape === "line" && !this.hasFrames)) return false;
    this.blanks++;
    return true;
  }

  private belongs(line: string): boolean {
    if (this.isAtEnd || this.isBlank || beginsLikeALog.test(line)) return false;
    if (this.shape === "object") {
      this.isAtEnd = this.depth?.take(line) === 0;
      return true;
    }
    if (pythonTrace.test(line)) return this.goesOn("python", this.hasTraceBelow || this.shape === "raised");
    if (goTrace.test(line)) return this.goesOn("go", this.goesOnInGo(line));
    if (this.isBelow(line)) return true;
    switch (this.shape) {
      case "python":
        // The error itself. Further lines of its message cannot be told from others, but a second traceback can.
        this.shape = "raised";
        return true;
      case "raised":
        return false;
      case "go":
        return isGoFunction(line) || line.startsWith("exit status ");
      case "node":
        this.isAtEnd = nodeEnd.test(line);
        return this.isAtEnd || this.lines.length < mostNodeLines;
      case "rust":
        this.shape = "line";
        return true;
      case "report":
        return true;
      default:
        return this.takeMessage(line) || (qualifiedException.test(line) && this.hasTraceBelow);
    }
  }

  /** Whether a line stands below another by its own looks. */
  private isBelow(line: string): boolean {
    const isFrame = frameOf(line) !== undefined;
    this.hasFrames ||= isFrame;
    const isIndented = indentationOf(line) > this.indentation;
    // After an empty line, an indented one may be of anybody.
    if (isIndented && this.joinsIndented && this.blanks === 0) return true;
    return standsBelow.test(line) || (isFrame && (isIndented || this.indentation === 0));
  }

  /** The level and the message, where the line with the time has neither. */
  private takeMessage(line: string): boolean {
    const isMessage =
      this.lines.length === 1 && levelFirst.test(line) && javaUtilHead.test(this.lines[0] as string);
    if (isMessage) this.headLines = 2;
    return isMessage;
  }

  /** A program logged it, and not as mere news. */
  private get hasTraceBelow(): boolean {
    if (this.lines.length !== this.headLines || !this.isLogged) return false;
    return !calmLevels.has(new Reading(this.lines.join("\n")).level.level);
  }

  /** A second goroutine, the stack below a panic, or a panic that somebody printed below its stack. */
  private goesOnInGo(line: string): boolean {
    if (line.startsWith("goroutine ")) return this.shape === "go" || this.hasTraceBelow;
    return this.lines.length === 1 && this.lines[0]?.startsWith("goroutine ") === true;
  }

  private goesOn(shape: Shape, does: boolean): boolean {
    if (does) this.shape = shape;
    return does;
  }
}

function shapeOf(head: string): Shape {
  const text = head.trim();
  if (text === "{") return "object";
  if (pythonTrace.test(text)) return "python";
  if (goTrace.test(text)) return "go";
  if (nodePlace.test(text)) return "node";
  if (rustPanic.test(text)) return "rust";
  return erlangReport.test(text) ? "report" : "line";
}

function indentationOf(line: string): number {
  let at = 0;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at++;
  return at;
}
