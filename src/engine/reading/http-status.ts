import { firstOf, type LineRecord } from "./record.ts";

/** Where log lines write the status of an HTTP request: the access formats of servers and proxies. */

const methods = "GET|POST|PUT|DELETE|HEAD|PATCH|OPTIONS|CONNECT|TRACE|PROPFIND";

/**
 * Patterns for a status in its place, as sources. Each takes time that grows with the line: what has to stand far before
 * the status is looked for only where the status itself was found.
 *
 * @param code a pattern for the status, such as `503` or `5\\d\\d`
 */
export function statusForms(code: string): string[] {
  return [
    // "GET / HTTP/1.1" 503 190, "GET / HTTP/2" 503 UF (Common Log Format, Envoy)
    `" ${code}(?: [\\d"A-Z-]|[\\r\\n]|$)`,
    // http-in static/srv1 10/0/30/69/109 503 2750 (HAProxy)
    `(?<= )-?\\d{1,9}(?:/[-+]?\\d{1,9}){3,5} ${code}(?= \\+?\\d)`,
    // TCP_MISS/503 (Squid)
    `\\b(?:TCP|UDP|NONE)(?:_[A-Z]{1,20}){0,4}/${code}\\b`,
    // | 503 | (GIN)
    `\\| {1,3}${code} {1,3}\\|`,
    // … 0.000 0.001 0.000 503 503 34 366 "GET … (AWS load balancers, classic ones without a scheme)
    `${code} (?:\\d{3}|-) \\d{1,12} \\d{1,12} "(?<=^(?:(?:https?|h2|grpcs?|wss?) |\\d{4}-\\d\\d-\\d\\dT)[^"]{20,400}")`,
    // GET /a - 80 - 192.0.2.7 curl - 503 0 0 12 (IIS)
    ` ${code} \\d{1,3} \\d{1,10}(?: \\d{1,10}){1,3}(?=\\s{0,4}$)(?<=^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d (?:\\S{1,255} ){1,3}(?:${methods}) .{0,4000})`,
    // GET<tab>host<tab>/a<tab>503<tab> (CloudFront, W3C)
    `\\t(?:${methods})\\t[^\\t]{1,400}\\t[^\\t]{1,4000}\\t${code}(?=\\t)`,
    // GET /a 503 12 ms, GET /a => 503, POST /a 503 in 12ms (morgan, development servers)
    `\\b(?:${methods}) [^\\s"]{1,2000} (?:HTTP/[\\d.]{1,3} )?(?:(?:=>|->|→|:) )?${code}(?= ?(?:$|[\\r\\n]|- |\\(|in \\d|[\\d.]{1,12} ?(?:m|µ|u|n)?s\\b))`,
    // Completed 503 Service Unavailable in 12ms (Rails)
    `\\bCompleted ${code}(?= [A-Z][A-Za-z' -]{1,40} in \\d)`,
    // (HTTP/1.1 503) (uWSGI), "GET / HTTP/1.1" status: 503 (OpenStack), "GET / HTTP/1.1" from 192.0.2.7:5 - 503 7B (chi)
    `HTTP/[\\d.]{1,3}(?:" status:|" from \\S{1,60} -|(?<=\\(HTTP/[\\d.]{1,3})) ${code}\\b`,
    // Request finished HTTP/1.1 GET http://shop.example/ - 503 …, Request finished in 12ms 503 (ASP.NET Core)
    `\\bRequest finished (?:in [\\d.]{1,12} ?ms|HTTP/[\\d.]{1,3} [A-Z]{3,9} \\S{1,2000}(?: \\S{1,200}){0,2} -) ${code}\\b`,
    // HTTP GET / responded 503 in 12 ms (Serilog), Sent 503 in 12ms (Phoenix)
    `\\b(?:HTTP [A-Z]{3,9} \\S{1,2000} responded|Sent) ${code}(?= in \\d)`,
    // 192.0.2.7:50122 [503]: GET /a (PHP's own server)
    `\\[${code}\\]: (?:${methods}) `,
  ];
}

const captured = new RegExp(statusForms("((?<![\\d.])[1-5]\\d\\d)(?!\\d)").join("|"), "d");

/** Each form has one of these in it, and most lines have none. */
const sign = new RegExp(
  `["|]|\\d/[-+]?\\d{1,9}/|TCP_|UDP_|NONE|(?:Completed|Sent|responded) \\d|finished |HTTP/|(?:${methods})[ \\t]`,
);

/** Where the status of a request stands in an access line: the place of its first digit. Undefined for other lines. */
export function placeOfStatus(text: string): number | undefined {
  if (!sign.test(text)) return undefined;
  const [, ...places] = captured.exec(text)?.indices ?? [];
  return places.find((place) => place !== undefined)?.[0];
}

const statusKeys =
  "status statuscode status_code httpstatus http_status http.status_code http.response.status_code http.status response.status response.statuscode responsestatus.code res.statuscode res.status responsecode response_code response_status http_response_code edgeresponsestatus resp.status resp.statuscode elb_status_code http.statuscode sc-status sc_status code httprequest.status downstreamstatus".split(
    " ",
  );
/** A response's first line; and words that can be of nothing else: `HTTP status 503`, `response code: 503`. */
const inWords =
  /\bHTTP\/[\d.]{1,3} ([1-5]\d\d)(?= [A-Z]|\s{0,3}$)|\b(?:http[-_ ]?(?:status|response|error)|(?:status|response)[-_ ]?code)(?:[-_ ]?code)?["']?\s?[:=]?\s?["']?([1-5]\d\d)(?![\w.%])/i;

/** The status that a text names in words; empty where it names none. */
export function statusInWords(text: string): string {
  const mayName = text.includes("HTTP") || text.includes("http") || text.includes("code");
  const [, first, second] = (mayName ? inWords.exec(text) : undefined) ?? [];
  return first ?? second ?? "";
}

/** Keys that name the status of a request wherever they stand. */
const surely =
  /(?:^|[._])(?:http_?status(?:_?code)?|status_?code|(?:response_?status|response_?code)(?:_?code)?)$/;

/** What a structured line writes as the status of a request; empty where it writes none. */
export function statusOfFields(fields: LineRecord): string {
  const named = firstOf(fields, statusKeys);
  if (named !== "") return named;
  for (const [key, value] of fields) if (surely.test(key)) return value;
  return "";
}
