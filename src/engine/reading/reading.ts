import { withoutEscapeSequences } from "../escape-sequences.ts";
import { withoutColours } from "./colours.ts";
import { type Entity, entitiesOf } from "./entities.ts";
import { type FormatReading, readFormat } from "./formats/line-formats.ts";
import { placeOfStatus, statusInWords, statusOfFields } from "./http-status.ts";
import { type LevelReading, readLevel } from "./level/level.ts";
import { messageIn } from "./message.ts";
import { hostOfFields, processOfFields } from "./origin.ts";
import { type LineRecord, recordOf } from "./record.ts";
import { classOf, loggerOfFields, programOfText, serviceOfFields, serviceOfText } from "./service.ts";
import { type Structure, structureOf } from "./structure.ts";
import { withoutFrames } from "./trace.ts";
import { type Unwrapped, unwrap } from "./unwrap.ts";

/** The status of a request. */
export interface RequestStatus {
  /** 100 to 599. */
  readonly code: number;
  /** The first digit: 5 for a fault of the server. */
  readonly class: number;
}

const noFields: LineRecord = new Map();
/** Characters in which a status is looked for. */
const longestSearched = 4_000;

/** What has been read so far. */
interface Parts {
  plain?: string;
  level?: LevelReading;
  structure?: Structure;
  format?: FormatReading | "unknown";
  fields?: LineRecord;
  inner?: Reading | "none";
}

/**
 * What one line says. It is read once and shared: units, the analyst, alerts and the command line ask it and no line
 * itself. Each part is read when it is first asked for. It says what the line says alone, never what others say, so the
 * same line is read alike in any order. When it was written is told by `lineClock`.
 */
export class Reading {
  /** What is judged, masked and mined: without wrapper, colours and NULs, and of a stack trace one call. */
  readonly text: string;
  private readonly wrapped: Unwrapped | undefined;
  /** Most readings are asked for their text alone, so the other parts have no room of their own. */
  private ownParts: Parts | undefined;

  /** @param raw the event as it came */
  constructor(raw: string) {
    const plain = withoutColours(raw);
    this.wrapped = unwrap(plain);
    this.text = withoutFrames(this.wrapped?.text ?? plain);
  }

  private get parts(): Parts {
    this.ownParts ??= {};
    return this.ownParts;
  }

  /** The text as a terminal shows it: without sequences within words, too. All but units and masks read this one. */
  get plain(): string {
    this.parts.plain ??= withoutEscapeSequences(this.text);
    return this.parts.plain;
  }

  get level(): LevelReading {
    this.parts.level ??= readLevel(this.plain, () => this.structure);
    return this.parts.level;
  }

  /** The head of the line, and how what stands behind it is written. */
  get structure(): Structure {
    this.parts.structure ??= structureOf(this.plain);
    return this.parts.structure;
  }

  /** The fields of a structured line, by keys in lower case. */
  get fields(): LineRecord {
    this.parts.fields ??= this.readFields();
    return this.parts.fields;
  }

  /** As the documents name it: a format of the table, `JSON`, `key=value`, `XML`, or nothing. */
  get format(): string {
    return [this.wrapped?.wrapper ?? "", this.ownFormatName].filter((name) => name !== "").join(", ");
  }

  /** Where an access line has the status of its request; undefined for other lines. */
  get placeOfStatus(): number | undefined {
    return placeOfStatus(this.text.slice(0, longestSearched));
  }

  get status(): RequestStatus | undefined {
    const place = this.placeOfStatus;
    const written =
      place === undefined
        ? statusOfFields(this.fields) || this.statusInText
        : this.text.slice(place, place + 3);
    if (!/^[1-5]\d\d$/.test(written)) return undefined;
    return { code: Number(written), class: Number(written[0]) };
  }

  /** What stands in an object's message is of the message. */
  private get statusInText(): string {
    const written = statusInWords(this.plain.slice(0, longestSearched));
    return written === "" || this.structure.kind === "object" ? "" : written;
  }

  /** The service, program or component that wrote the line; empty where the line does not say. */
  get service(): string {
    const { host = "" } = this.formatReading ?? {};
    const named = this.program || classOf(this.logger);
    if (named !== "" || !this.maySayServiceInText) return named;
    const said = this.inner?.service ?? serviceOfText(this.plain);
    return said === host ? "" : said;
  }

  /** The service or program, without classes within it; empty where the line names none. */
  get program(): string {
    const { service = "", host = "" } = this.formatReading ?? {};
    const named =
      service.trim() ||
      serviceOfFields(this.fields) ||
      (this.wrapped?.container ?? "") ||
      (this.inner?.program ?? "");
    if (named !== "" || this.logger !== "" || !this.maySayServiceInText) return named;
    const said = programOfText(this.plain);
    return said === host ? "" : said;
  }

  /** A class or a file within the service; empty where the line does not say. */
  private get logger(): string {
    return (this.formatReading?.logger ?? "") || loggerOfFields(this.fields);
  }

  private get maySayServiceInText(): boolean {
    return this.structure.kind === "text" && this.formatReading?.format.isWhole !== true;
  }

  /** The machine, node or address that the line says it is from; empty where it does not. */
  get host(): string {
    const host = this.formatReading?.host ?? "";
    return host || hostOfFields(this.fields) || (this.inner?.host ?? "");
  }

  /** The number of the process, as written; empty where the line does not say. */
  get process(): string {
    const process = this.formatReading?.process ?? "";
    return process || processOfFields(this.fields) || (this.inner?.process ?? "");
  }

  get entities(): readonly Entity[] {
    return entitiesOf(this.fields, this.plain, this.wrapped?.pod ?? "");
  }

  /** What happened, in the words of the line: without time, level, names and wrapper. Never empty, unless the line is. */
  get message(): string {
    const { inner, formatReading } = this;
    if (inner !== undefined) return inner.message;
    const said = messageIn(this.plain, this.structure, this.fields, formatReading?.end);
    const tag = `[${this.service}] `;
    const message = said.startsWith(tag) ? said.slice(tag.length) : said;
    return message.trim() === "" ? this.plain : message;
  }

  private get formatReading(): FormatReading | undefined {
    this.parts.format ??= readFormat(this.plain) ?? "unknown";
    return this.parts.format === "unknown" ? undefined : this.parts.format;
  }

  private get ownFormatName(): string {
    const { formatReading, inner } = this;
    if (formatReading !== undefined) {
      const name = formatReading.format.name;
      return inner === undefined || inner.format === "" ? name : `${name}, ${inner.format}`;
    }
    return { object: "JSON", pairs: "key=value", element: "XML", text: "" }[this.structure.kind];
  }

  /** The line within the line that a forwarder passed on. */
  private get inner(): Reading | undefined {
    this.parts.inner ??= this.readInner() ?? "none";
    return this.parts.inner === "none" ? undefined : this.parts.inner;
  }

  private readInner(): Reading | undefined {
    const { formatReading } = this;
    if (formatReading?.format.wraps !== true) return undefined;
    const rest = this.plain.slice(formatReading.end);
    return rest.trim() === "" ? undefined : new Reading(rest);
  }

  private readFields(): LineRecord {
    // Most lines are text, and have none to look for.
    if (!/[{=<]/.test(this.plain)) return noFields;
    const { formatReading } = this;
    if (formatReading === undefined || formatReading.format.hasFields === true)
      return recordOf(this.plain, this.structure);
    return this.inner?.fields ?? noFields;
  }
}
