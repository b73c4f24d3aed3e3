import type { Outcome } from "../../../src/engine/ledger/delivery.ts";
import type { DestinationType } from "../../../src/engine/ledger/target.ts";
import { json, type Misbehaviour, status } from "../../support/alert-receivers/misbehaviour.ts";

/** Who speaks in a reply, and in what words. */
export interface BodyKind {
  readonly kind: string;
  readonly does: (code: number) => Misbehaviour;
  /** Whose own words these are, when they come with a status that means failure. */
  readonly isWordOf: readonly DestinationType[];
  /** Who has taken a message when it comes with a 2xx. */
  readonly isReceiptOf: readonly DestinationType[];
}

const page =
  (text: string): BodyKind["does"] =>
  (code) => ({
    does: "status",
    status: code,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: text,
  });
const text =
  (words: string): BodyKind["does"] =>
  (code) => ({ does: "status", status: code, headers: { "content-type": "text/plain" }, body: words });

export const bodyKinds: readonly BodyKind[] = [
  { kind: "nothing", does: (code) => status(code), isWordOf: ["webhook"], isReceiptOf: ["webhook"] },
  { kind: "blanks", does: text(" \r\n"), isWordOf: ["webhook"], isReceiptOf: ["webhook"] },
  {
    kind: "a gateway's page",
    does: page(
      "<html>\r\n<head><title>Not today</title></head>\r\n<body><center>gateway</center></body></html>",
    ),
    isWordOf: [],
    isReceiptOf: [],
  },
  {
    kind: "a page behind a comment and in capitals",
    does: page("\uFEFF<!-- by the guard -->\n<!DOCTYPE HTML PUBLIC>\n<HTML><BODY>Blocked</BODY></HTML>"),
    isWordOf: [],
    isReceiptOf: [],
  },
  {
    kind: "a page that says that it is JSON",
    does: (code) => status(code, "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'></html>"),
    isWordOf: [],
    isReceiptOf: [],
  },
  {
    kind: "a page without an end",
    does: page(`<!doctype html><html><body>${"<p>busy</p>".repeat(9_000)}`),
    isWordOf: [],
    isReceiptOf: [],
  },
  { kind: "a proxy's sentence", does: text("no healthy upstream"), isWordOf: [], isReceiptOf: ["webhook"] },
  { kind: "a proxy's word", does: text("blocked"), isWordOf: [], isReceiptOf: ["webhook"] },
  {
    kind: "a gateway's JSON",
    does: (code) => json(code, { message: "Forbidden", status: "error" }),
    isWordOf: ["webhook"],
    isReceiptOf: ["webhook"],
  },
  {
    kind: "JSON that is cut",
    does: (code) => status(code, '{"ok":false,"error":"no_te'),
    isWordOf: [],
    isReceiptOf: ["webhook"],
  },
];

/** With each of them a proxy may answer, and some programs do. */
export const statuses = [
  200, 202, 203, 300, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 409, 410, 411, 412, 413,
  414, 415, 417, 418, 421, 422, 424, 426, 428, 431, 444, 451, 499, 500, 501, 502, 503, 504, 505, 507, 511,
  520, 525, 599,
];

const ofSettings = new Set([401, 402, 403, 404, 405, 407, 410, 421]);

/** What comes of a reply: class and outcome. */
export function expectedOf(kind: BodyKind, code: number, type: DestinationType): Partial<Outcome> {
  if (code < 300) {
    return kind.isReceiptOf.includes(type)
      ? { outcome: "delivered" }
      : { outcome: "unknown", errorClass: "path" };
  }
  if (code < 400) return { outcome: "not_sent", errorClass: "path" };
  if (!kind.isWordOf.includes(type))
    return { outcome: code < 500 ? "not_sent" : "unknown", errorClass: "path" };
  if (code >= 500) return { outcome: "not_sent", errorClass: "transient" };
  return { outcome: "rejected", errorClass: ofSettings.has(code) ? "config" : "poison" };
}
