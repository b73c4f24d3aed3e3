import { byFirstCharacter, placeOf } from "../by-first-character.ts";
import { applicationFormats } from "./application-formats.ts";
import { collectorFormats } from "./collector-formats.ts";
import { deviceFormats } from "./device-formats.ts";
import { javaFormats } from "./java-formats.ts";
import type { LineFormat } from "./line-format.ts";
import { scriptFormats } from "./script-formats.ts";
import { storeFormats } from "./store-formats.ts";
import { webFormats } from "./web-formats.ts";

/** Tried in this order, those with the plainest beginnings last. */
export const lineFormats: readonly LineFormat[] = [
  ...deviceFormats,
  ...collectorFormats,
  ...storeFormats,
  ...webFormats,
  ...javaFormats,
  ...scriptFormats,
  ...applicationFormats,
];

/** The formats that may begin with a character, by its code; the last are for all that is not ASCII. */
const formatsByCode = byFirstCharacter(lineFormats);

/** Some programs indent their lines. */
const mostBlanks = 8;

/** What the beginning of a line says, as far as its format has it. */
export interface FormatReading {
  readonly format: LineFormat;
  readonly host: string;
  readonly service: string;
  /** The number of the process, as written. */
  readonly process: string;
  /** A class or a file within the service. */
  readonly logger: string;
  /** Where the message begins. */
  readonly end: number;
}

/** Reads a line by the first format that fits its beginning. */
export function readFormat(text: string): FormatReading | undefined {
  const begin = text.search(/\S/);
  const line = begin > 0 && begin <= mostBlanks ? text.slice(begin) : text;
  for (const format of formatsByCode[placeOf(line, 0)] as readonly LineFormat[]) {
    const reading = readAs(format, line);
    if (reading !== undefined) return line === text ? reading : { ...reading, end: reading.end + begin };
  }
  return undefined;
}

function readAs(format: LineFormat, text: string): FormatReading | undefined {
  const match = format.pattern.exec(text);
  if (match === null) return undefined;
  const { groups = {} } = match;
  const said = (name: string): string => groups[name] ?? groups[`${name}2`] ?? groups[`${name}3`] ?? "";
  if (match[0] === "" && said("service") === "") return undefined;
  return {
    format,
    host: said("host"),
    service: said("service"),
    process: said("process"),
    logger: said("logger"),
    end: match[0].length,
  };
}
