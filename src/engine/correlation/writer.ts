import type { Reading } from "../reading/reading.ts";
import { nameOfSource, type SourceName } from "./source-name.ts";

/** Who may have written a line, by what is surest. Each is empty where nothing tells. */
export interface Writer {
  /** By the path of a pod's log, or by a line that names its service. */
  readonly sure: string;
  /** By the name of the file. */
  readonly source: string;
  /** By the line's class or component. */
  readonly line: string;
}

/** `[orders-api]` is a service; `[Server]` is a part of one. */
const serviceLike = /^[a-z][a-z\d]*(?:[-_.][a-z\d]+)*$/;
const mostSources = 20_000;

/** Tells who wrote lines, by the lines and by the sources that they come from. */
export class Writers {
  private readonly sources = new Map<string, SourceName>();
  /** Services by their pods. */
  readonly pods = new Map<string, string>();

  writerOf(line: Reading, source: string): Writer {
    const named = this.nameOf(source);
    const { program } = line;
    const sure = named.pod === "" ? (serviceLike.test(program) ? program : "") : named.service;
    return { sure, source: named.service, line: sure === "" ? program || line.service : "" };
  }

  /**
   * The service that a writer is. In a log of many files a file is a service, and classes are parts of it; in a log of one
   * file the lines alone tell services apart.
   */
  serviceOf({ sure, source, line }: Writer): string {
    if (sure !== "") return sure;
    return this.sources.size > 1 ? source || line : line || source;
  }

  private nameOf(source: string): SourceName {
    let named = this.sources.get(source);
    if (named === undefined) {
      named = nameOfSource(source);
      if (this.sources.size < mostSources) this.sources.set(source, named);
      if (named.pod !== "" && this.pods.size < mostSources) this.pods.set(named.pod, named.service);
    }
    return named;
  }
}
