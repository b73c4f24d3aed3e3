import type { OpenTemplates } from "../../adapters/store/template-store.ts";
import { Reading } from "../../engine/reading/reading.ts";
import { parameterReader } from "../../engine/templates/parameters.ts";
import type { Template, TemplateMatch } from "../../engine/templates/template.ts";
import type { TemplateOptions } from "../../programs/declarations/llamatemplate.ts";
import { toBytes, toText } from "../../splunk/byte-string.ts";
import { quoteField } from "../../splunk/csv.ts";
import type { ParsedArguments } from "../../splunk/declaration.ts";
import { fieldReader } from "../../splunk/field-values.ts";
import { encodeMultivalue, multivalueColumn } from "../../splunk/multivalue.ts";
import { OwnColumns } from "../../splunk/own-columns.ts";
import { replyRows } from "../../splunk/reply-rows.ts";
import type { Inspector, MessageLevel, Reply, SearchRun } from "../../splunk/search-command.ts";
import { Table } from "../../splunk/table.ts";
import { controlColumns } from "../event-fields.ts";
import { InputWarnings } from "../input-warnings.ts";
import { templateColumns } from "./template-fields.ts";

const emptyRow = Buffer.from(",,,,");

interface Line {
  readonly text: string;
  readonly match: TemplateMatch;
}

/** One search with llamatemplate: it returns the same rows, each with a template. */
export class TemplateRun implements SearchRun {
  private readonly field: string;
  private readonly own: OwnColumns;
  private readonly templates: OpenTemplates;
  private readonly warnings: InputWarnings;
  private readonly counts = { rows: 0, judgedRows: 0, chunks: 0 };
  private readonly met = new Set<Template>();
  private found = 0;

  constructor({ field, options }: ParsedArguments<TemplateOptions>, templates: OpenTemplates) {
    this.field = field;
    this.templates = templates;
    this.own = new OwnColumns(templateColumns(options.prefix), controlColumns(options.prefix));
    this.warnings = new InputWarnings(field, this.own);
  }

  async execute(body: Buffer, finished: boolean): Promise<Reply> {
    const twin = multivalueColumn(this.field);
    const wanted = new Set([this.field, twin]);
    const table = new Table(body, (column) => wanted.has(column), this.own.replaces);
    this.warnings.note(table);
    // Read all rows before writing any, because templates become more general while texts are read.
    const lines = this.read(table);
    const reply = replyRows(
      table,
      this.own,
      lines.map((line) => (line === undefined ? emptyRow : this.render(line))),
    );
    return finished ? { ...reply, inspector: await this.finish() } : reply;
  }

  private read(table: Table): (Line | undefined)[] {
    const bytesOf = fieldReader(table, this.field);
    const lines: (Line | undefined)[] = [];
    this.counts.chunks++;
    this.counts.rows += table.rowCount;
    for (let row = 0; row < table.rowCount; row++) {
      const bytes = bytesOf(row);
      lines.push(bytes.trim() === "" ? undefined : this.learn(bytes));
    }
    return lines;
  }

  private learn(bytes: string): Line {
    const text = toText(bytes);
    this.warnings.noteText(bytes, text);
    this.counts.judgedRows++;
    const read = new Reading(text).text;
    const match = this.templates.miner.learn(read);
    if (match.isNew) this.found++;
    return { text: read, match };
  }

  private render({ text, match }: Line): Buffer {
    const { miner } = this.templates;
    const template = miner.get(match.template.id) ?? match.template;
    this.met.add(template);
    const { plain, multivalue } = encodeMultivalue(parameterReader(template, miner.scanner)(text) ?? []);
    const values = [template.text, template.id, plain, multivalue, String(match.isNew)];
    return Buffer.from(toBytes(values.map(quoteField).join(",")), "latin1");
  }

  private async finish(): Promise<Inspector> {
    const { rows, chunks } = this.counts;
    const { problem, save } = this.templates;
    const sentence = `${rows} events in ${chunks} chunks, ${this.met.size} templates, ${this.found} of them never seen before.`;
    const failures = [problem, await save()].filter((text) => text !== undefined);
    const messages = [
      ["INFO", sentence] as const,
      ...failures.map((text): readonly [MessageLevel, string] => ["WARN", text]),
      ...this.warnings.messages(this.counts),
    ];
    return { messages, "metric.llamatemplate.templates": [0, chunks, rows, this.met.size] };
  }
}
