import type { Reading } from "../reading/reading.ts";
import { speaksOfMachine } from "./programs.ts";
import { nameBefore, nameOfSource, type SourceName } from "./source-name.ts";

/** Who may have written a line, by what is surest. Each is empty where nothing tells. */
export interface Writer {
  /** By the path of a pod's log, or by a line that names its service. */
  readonly sure: string;
  /** By the name of the file. */
  readonly source: string;
  /** By a word in brackets, or the line's class or component. */
  readonly line: string;
}

/** `[orders-api]` is a service; `[Server]` is a part of one. */
const serviceLike = /^[a-z][a-z\d]*(?:[-_.][a-z\d]+)*$/;
const mostSources = 20_000;
/** The share of the lines of a source in brackets of which the same word stands: then it is its service, no part. */
const dominant = 0.6;
/** Shorter names are within others by chance. */
const shortestRelated = 3;
const mostWords = 50;

/** Lines of the files of one name, and of those with a word in brackets, by words. */
interface OfSource {
  lines: number;
  readonly words: Map<string, number>;
}

/** Tells who wrote lines, by the lines and by the sources that they come from. */
export class Writers {
  private readonly sources = new Map<string, SourceName>();
  private readonly ofSource = new Map<string, OfSource>();
  /** Services by the other names that lines may call them by: their pods, and how their lines name them. */
  readonly aliases = new Map<string, string>();

  /** @param host what its collector says; in Kubernetes it may be the pod */
  writerOf(line: Reading, source: string, host = ""): Writer {
    const named = nameBefore(line.plain) ?? this.nameOf(source, host);
    if (named.pod !== "") this.alias(named.pod, named.service);
    if (named.pod !== "") return { sure: named.service, source: named.service, line: "" };
    const program = serviceLike.test(line.program) ? line.program : "";
    const isInBrackets = program !== "" && line.plain.includes(`[${program}]`);
    this.count(named.service, isInBrackets ? program : "");
    if (program !== "" && !isInBrackets)
      return { sure: this.oneName(program, named.service), source: named.service, line: "" };
    return { sure: "", source: named.service, line: line.program || line.service };
  }

  /**
   * The service that a writer is. In a log of many files a file is a service, and classes are parts of it, unless all its
   * lines have the same name in brackets; in a log of one file the lines alone tell services apart.
   */
  serviceOf({ sure, source, line }: Writer): string {
    if (sure !== "") return sure;
    if (this.sources.size <= 1) return line || source;
    const { lines, words } = this.ofSource.get(source) ?? { lines: 0, words: new Map<string, number>() };
    const isItsName = (words.get(line) ?? 0) >= dominant * lines && lines > 0;
    return isItsName ? this.oneName(line, source) : source || line;
  }

  /** Whether only the name of a part of it is known, such as a class, in a file that says nothing of who writes it. */
  isPart({ sure, source, line }: Writer): boolean {
    const isInBrackets = this.ofSource.get(source)?.words.has(line) ?? false;
    return sure === "" && source === "" && line !== "" && !isInBrackets && this.sources.size > 1;
  }

  /** `recommender` of a file's `recommender` and its lines' `recommender-server`. */
  private oneName(program: string, source: string): string {
    const isRelated =
      source.length >= shortestRelated &&
      program.length >= shortestRelated &&
      (program.includes(source) || source.includes(program));
    if (!isRelated || speaksOfMachine(program)) return program;
    this.alias(program, source);
    return source;
  }

  private alias(name: string, service: string): void {
    if (name !== service && this.aliases.size < mostSources) this.aliases.set(name, service);
  }

  private count(source: string, word: string): void {
    const counts = this.ofSource.get(source) ?? { lines: 0, words: new Map<string, number>() };
    this.ofSource.set(source, counts);
    counts.lines++;
    if (word === "" || (counts.words.size >= mostWords && !counts.words.has(word))) return;
    counts.words.set(word, (counts.words.get(word) ?? 0) + 1);
  }

  private nameOf(source: string, host: string): SourceName {
    const key = `${source}\0${host}`;
    let named = this.sources.get(key);
    if (named === undefined) {
      named = nameOfSource(source, host);
      if (this.sources.size < mostSources) this.sources.set(key, named);
    }
    return named;
  }
}
