import type { Random } from "../../outages/random.ts";
import type { Message, Operation, Problem, Service, Style } from "../model.ts";
import { fill } from "./fill.ts";
import { wordsOf } from "./texts.ts";

/** A call that failed, as its caller saw it. */
export interface FailedCall {
  readonly caller: Service;
  readonly callee: Service;
  readonly operation: Operation;
  readonly problem: Problem;
  readonly protocol: "http" | "grpc";
  /** Where it was tried; a wrong configuration tries another. */
  readonly host: string;
  readonly port: number;
}

const languages: Partial<Record<Style, string>> = {
  logback: "java",
  log4j: "java",
  gokit: "go",
  logrus: "json",
  pino: "node",
  morgan: "node",
  pyjson: "python",
  flask: "python",
  csharp: "csharp",
};
const channels: Partial<Record<Style, string>> = {
  mysql: "sql",
  mongo: "mongo",
  redis: "redis",
  rabbit: "amqp",
};

/** The reason that a call failed for: `language channel problem`, of which a star is any; the first that fits counts. */
const reasons = `
proxy * refused | connect() failed (111: Connection refused) while connecting to upstream, {upstream}
proxy * unresolved | {host} could not be resolved (2: Server failure), {upstream}
proxy * reset | upstream prematurely closed connection while reading response header from upstream, {upstream}
proxy * timeout | upstream timed out (110: Connection timed out) while reading response header from upstream, {upstream}
java * invalid | org.springframework.http.converter.HttpMessageNotReadableException: JSON parse error: Unexpected end-of-input: expected close marker for Object ({method} {path})
java sql denied | java.sql.SQLException: Access denied for user 'shop'@'10.244.1.9' (using password: YES)
java mongo denied | com.mongodb.MongoSecurityException: Exception authenticating MongoCredential{mechanism=SCRAM-SHA-1, userName='shop', source='admin'} on {host}:{port}
java sql refused | {jdbc}; nested exception is java.net.ConnectException: Connection refused (Connection refused)
java sql unresolved | {jdbc}; nested exception is java.net.UnknownHostException: {host}
java sql reset | {jdbc}; nested exception is java.io.EOFException: Can not read response from server. Expected to read 4 bytes, read 0 bytes before connection was unexpectedly lost.
java sql * | java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 5000ms.
java mongo refused | {client}{com.mongodb.MongoSocketOpenException: Exception opening socket}, caused by {java.net.ConnectException: Connection refused (Connection refused)}}]
java mongo unresolved | {client}{com.mongodb.MongoSocketException: {host}}, caused by {java.net.UnknownHostException: {host}}}]
java mongo * | {client}{com.mongodb.MongoSocketReadTimeoutException: Timeout while receiving message}, caused by {java.net.SocketTimeoutException: Read timed out}}]
java amqp refused | org.springframework.amqp.AmqpConnectException: java.net.ConnectException: Connection refused (Connection refused)
java amqp unresolved | org.springframework.amqp.AmqpIOException: java.net.UnknownHostException: {host}
java amqp * | org.springframework.amqp.AmqpTimeoutException: java.util.concurrent.TimeoutException
java * failing | org.springframework.web.client.HttpServerErrorException$InternalServerError: 500 : [{"status":500,"error":"Internal Server Error","path":"{path}"}]
java * refused | {rest}: Connection refused (Connection refused); nested exception is java.net.ConnectException: Connection refused (Connection refused)
java * unresolved | {rest}: {host}; nested exception is java.net.UnknownHostException: {host}
java * reset | {rest}: Connection reset; nested exception is java.net.SocketException: Connection reset
java * timeout | {rest}: Read timed out; nested exception is java.net.SocketTimeoutException: Read timed out
csharp redis timeout | StackExchange.Redis.RedisTimeoutException: Timeout performing HGET (5000ms), next: HGET cart, inst: 0, qu: 0, qs: 4, aw: False, serverEndpoint: {host}:{port}
csharp redis * | StackExchange.Redis.RedisConnectionException: It was not possible to connect to the redis server(s). UnableToConnect on {host}:{port}/Interactive, Initializing/NotStarted, last: NONE
node redis refused | Error: Redis connection to {host}:{port} failed - connect ECONNREFUSED {address}:{port}
node redis * | Error: Redis connection to {host}:{port} failed - read ETIMEDOUT
node * invalid | TypeError: Cannot read properties of undefined (reading 'total')
node grpc timeout | Error: 4 DEADLINE_EXCEEDED: Deadline exceeded
node grpc failing | Error: 13 INTERNAL: {path} failed
node grpc * | Error: 14 UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED {address}:{port}
node * refused | Error: connect ECONNREFUSED {address}:{port}
node * unresolved | Error: getaddrinfo ENOTFOUND {host} {host}:{port}
node * reset | Error: socket hang up
node * failing | Error: Request failed with status code 500
node * * | Error: ESOCKETTIMEDOUT
python * invalid | TypeError: 'NoneType' object is not subscriptable
python grpc timeout | grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with: status = StatusCode.DEADLINE_EXCEEDED details = "Deadline Exceeded">
python grpc failing | grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with: status = StatusCode.INTERNAL details = "internal error">
python grpc * | grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with: status = StatusCode.UNAVAILABLE details = "failed to connect to all addresses; last error: UNKNOWN: ipv4:{address}:{port}: Failed to connect to remote host: Connection refused">
python * failing | requests.exceptions.HTTPError: 500 Server Error: Internal Server Error for url: {url}
python * timeout | requests.exceptions.ReadTimeout: HTTPConnectionPool(host='{host}', port={port}): Read timed out. (read timeout=10)
python * * | requests.exceptions.ConnectionError: HTTPConnectionPool(host='{host}', port={port}): Max retries exceeded with url: {path}
json grpc timeout | rpc error: code = DeadlineExceeded desc = context deadline exceeded
json grpc failing | could not call {path}: rpc error: code = Internal desc = internal error
json grpc invalid | could not call {path}: invalid response: json: cannot unmarshal string into Go value of type int64
json grpc * | rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: {dial}"
go http * | Get "{url}": {dial}
go * * | {dial}
dial * refused | dial tcp {address}:{port}: connect: connection refused
dial * unresolved | dial tcp: lookup {host} on 10.96.0.10:53: no such host
dial * reset | read tcp 10.244.1.9:41514->{address}:{port}: read: connection reset by peer
dial * failing | unexpected status 500
dial * invalid | json: cannot unmarshal string into Go value of type int64
dial * * | dial tcp {address}:{port}: i/o timeout`
  .trim()
  .split("\n")
  .map((row) => {
    const [key = "", ...text] = row.split(" | ");
    return { key: key.split(" "), text: text.join(" | ") };
  });

/** What the caller logs of it, by its manner; undefined where it logs nothing. */
export function complaintOf(call: FailedCall, random: Random): Message | undefined {
  const { caller, problem } = call;
  // It passes on what was answered, a 500 too, without a word.
  const answered = problem === "failing" || problem === "invalid";
  if (caller.style === "nginx")
    return answered ? undefined : { level: "error", text: reasonOf("proxy", call, random) };
  return caller.manner === "mute" ? undefined : said(caller.manner, call, random);
}

/** What a caller that has tried again, with luck, says of the first time. */
export function retryOf(call: FailedCall, random: Random): Message | undefined {
  return call.caller.manner === "mute" ? undefined : said("retry", call, random);
}

function said(occasion: string, call: FailedCall, random: Random): Message | undefined {
  const language = languages[call.caller.style];
  if (language === undefined) return undefined;
  const reason = reasonOf(language, call, random);
  const cause = reason.split("; nested exception is ").at(-1) as string;
  const { method, path } = call.operation;
  return wordsOf(occasion, language, call.caller, random, { reason, cause, method, path })[0];
}

/** The error as the caller's language words it. */
function reasonOf(language: string, call: FailedCall, random: Random): string {
  const { callee, operation, problem, protocol, host, port } = call;
  const { method, path } = operation;
  const wanted = [language, channels[callee.style] ?? protocol, problem];
  const found = reasons.find(({ key }) => key.every((part, index) => part === "*" || part === wanted[index]));
  if (found === undefined) throw new Error(`No words for ${wanted.join(" ")}.`);
  const url = `http://${host}:${port}${path}`;
  return fill(found.text, random, {
    ...{ host, port, method, path, url, address: callee.address },
    upstream: `client: 10.244.0.1, server: shop, request: "${method} ${path} HTTP/1.1", upstream: "http://${callee.address}:${port}${path}"`,
    rest: `org.springframework.web.client.ResourceAccessException: I/O error on ${method} request for "${url}"`,
    jdbc: "org.hibernate.exception.JDBCConnectionException: Unable to acquire JDBC Connection; nested exception is com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure",
    client: `com.mongodb.MongoTimeoutException: Timed out after 5000 ms while waiting to connect. Client view of cluster state is {type=UNKNOWN, servers=[{address=${host}:${port}, type=UNKNOWN, state=CONNECTING, exception=`,
    ...(language === "go" || language === "json" ? { dial: reasonOf("dial", call, random) } : {}),
  });
}
