import type { Random } from "../../outages/random.ts";
import type { Level, Message, Pod } from "../model.ts";
import { fill } from "./fill.ts";

/**
 * What software says on some occasion: `occasion style | level | text`, a text's further lines behind ` // `. A star is any
 * style that has no row of its own.
 */
const table = `
start logback | info | o.s.boot.Application.Starter: Starting {Service}Application v0.2.1 using Java 1.8.0_342 on {pod} with PID 1
start logback | info | o.s.boot.Application.Starter: No active profile set, falling back to default profiles: default
start logback | warn | o.s.c.n.eureka.Registration: Unable to register instance on first attempt, will try again in 10 seconds
start logback | info | com.zaxxer.hikari.HikariDataSource: HikariPool-1 - Start completed.
start logback | info | o.s.b.w.embedded.tomcat.TomcatWebServer: Tomcat started on port(s): {port} (http) with context path ''
start logback | info | o.s.boot.Application.Starter: Started {Service}Application in {n}.{number} seconds (JVM running for {n}.9)
start log4j | warn | Tracing disabled, no collector address set.
start log4j | info | Ad Service started, listening on {port}
start gokit | info | transport=HTTP port={port}
start logrus | warn | tracing disabled, COLLECTOR_SERVICE_ADDR not set
start logrus | info | starting grpc server at :{port}
start pino | warn | Profiler disabled.
start pino | info | {service} gRPC server started on port {port}
start morgan | info | Using local session manager
start morgan | info | App now running in production mode on port {port}
start pyjson | warn | Tracing disabled.
start pyjson | info | listening on port: {port}
start flask | warn |  * WARNING: This is a development server. Do not use it in a production deployment.
start flask | info |  * Running on http://0.0.0.0:{port}/ (Press CTRL+C to quit)
start csharp | info | Microsoft.Hosting.Lifetime[14]: Now listening on: http://[::]:{port}
start csharp | info | Microsoft.Hosting.Lifetime[0]: Application started. Press Ctrl+C to shut down.
start mongo | info | MongoDB starting ;; pid=1 port=27017
start mongo | warn | Access control is not enabled for the database
start mongo | info | Waiting for connections ;; port=27017 ssl=off
start mysql | info | [Note] mysqld (mysqld 5.7.40) starting as process 1 ...
start mysql | info | [Note] InnoDB: Starting crash recovery.
start mysql | info | [Note] mysqld: ready for connections.
start redis | warn | # Server started, Redis version 6.2.7
start redis | info | * Ready to accept connections
start rabbit | info |  Starting RabbitMQ 3.8.27 on Erlang 24.2
start rabbit | info | Server startup complete; 4 plugins started.
stop logback | info | com.zaxxer.hikari.HikariDataSource: HikariPool-1 - Shutdown initiated...
stop csharp | info | Microsoft.Hosting.Lifetime[0]: Application is shutting down...
stop log4j | info | *** shutting down gRPC ads server since JVM is shutting down
stop mongo | info | SignalHandler: got signal 15 (Terminated), will terminate after current cmd ends
stop mysql | info | [Note] Got signal 15 to shutdown mysqld
stop redis | warn | # User requested shutdown...
stop rabbit | info | SIGTERM received - shutting down
memory logback | error | Handler dispatch failed; nested exception is java.lang.OutOfMemoryError: Java heap space
memory log4j | error | hipstershop.AdService: java.lang.OutOfMemoryError: Java heap space
memory pino | error | FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
memory morgan | error | FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory
memory pyjson | error | MemoryError: Unable to allocate 64.0 MiB for an array
memory flask | error | MemoryError
memory csharp | error | Grpc.AspNetCore.Server.ServerCallHandler[6]: System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.
memory * | error | fatal error: runtime: out of memory
descriptors logback | error | o.apache.tomcat.util.net.Acceptor: Socket accept failed: java.io.IOException: Too many open files
descriptors log4j | error | io.netty.channel.DefaultChannelPipeline: An exceptionCaught() event was fired: java.io.IOException: accept(..) failed: Too many open files
descriptors pino | error | Error: accept EMFILE
descriptors morgan | error | Error: accept EMFILE /usr/src/app/server.js
descriptors pyjson | error | OSError: [Errno 24] Too many open files
descriptors flask | error | OSError: [Errno 24] Too many open files
descriptors csharp | error | System.Net.Sockets.SocketException (24): Too many open files
descriptors * | error | http: Accept error: accept tcp [::]:{port}: accept4: too many open files; retrying in 40ms
slow logback | warn | com.zaxxer.hikari.pool.HikariPool: HikariPool-1 - Thread starvation or clock leap detected (housekeeper delta={n}s{n}ms).
slow csharp | warn | Microsoft.AspNetCore.Server.Kestrel[22]: As of "{date}", the heartbeat has been running for "00:00:0{digit}.1" which is longer than "00:00:01". This could be caused by thread pool starvation.
slow mysql | warn | [Note] InnoDB: page_cleaner: 1000ms intended loop took {number}ms. The settings might not be optimal. (flushed={n} and evicted=0, during the time.)
slow redis | warn | * Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without waiting for fsync to complete, this may slow down Redis.
slow mongo | warn | Flow control is engaged and the sustainer point is not moving ;; sustainerLagMillis={number}
crash * | error | fatal: unexpected signal, process exits with 139
fault logback | error | Request processing failed // java.lang.NullPointerException: null // {frames} // \tat java.lang.Thread.run(Thread.java:748)
fault log4j | error | Uncaught exception in the call // java.lang.NullPointerException: null // {frames}
fault pino | error | TypeError: Cannot read properties of undefined (reading 'units') //     at Server.handle (/usr/src/app/server.js:81:40)
fault morgan | error | TypeError: Cannot read property 'items' of undefined //     at Layer.handle (/usr/src/app/node_modules/express/lib/router/layer.js:95:5)
fault csharp | error | Grpc.AspNetCore.Server.ServerCallHandler[6]: Error when executing service method. // System.NullReferenceException: Object reference not set to an instance of an object. //    at cartservice.services.CartService.GetCart(GetCartRequest request)
fault pyjson | error | Exception on request // Traceback (most recent call last): //   File "/app/server.py", line 67, in handle // AttributeError: 'NoneType' object has no attribute 'get'
fault flask | error | Exception on /app [POST] // Traceback (most recent call last): //   File "/app/app.py", line 67, in handle // KeyError: 'image'
fault * | error | http: panic serving 10.244.0.1:41988: runtime error: invalid memory address or nil pointer dereference
tells java | error | o.a.c.c.C.dispatcherServlet: Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception [Request processing failed; nested exception is {reason}] with root cause // {cause} // \tat java.base/java.net.SocketInputStream.read(SocketInputStream.java:171) // {frames} // \tat javax.servlet.http.HttpServlet.service(HttpServlet.java:652) // \tat java.lang.Thread.run(Thread.java:748)
tells go | error | {reason}
tells json | error | request error ;; error={reason}
tells node | error | {reason} //     at Object.callErrorFromStatus (/usr/src/app/node_modules/client/build/src/call.js:31:26) //     at process.processTicksAndRejections (node:internal/process/task_queues:77:11)
tells python | error | Exception on {path} [{method}] // Traceback (most recent call last): //   File "/app/server.py", line 82, in handle //     response = stub.call(request) // {reason}
tells csharp | error | Grpc.AspNetCore.Server.ServerCallHandler[6]: Error when executing service method. // {reason} //    at cartservice.cartstore.RedisCartStore.GetCartAsync(String userId) in /app/cartstore/RedisCartStore.cs:line 118
vague java | error | o.s.web.GlobalExceptionHandler: Unable to complete the request due to timeout from one of the services.
vague go | error | failed to complete request: rpc error: code = Internal desc = downstream failure
vague json | error | failed to complete the order ;; error=rpc error: code = Internal desc = downstream failure
vague node | error | Error: Internal Server Error
retry * | warn | Retrying (1/3) after {reason}`;

const rows = table
  .trim()
  .split("\n")
  .map((row) => row.split(" | ") as [string, Level, string]);

/** What a pod says on an occasion; styles without a row say nothing. */
export function wordsOf(
  occasion: string,
  style: string,
  pod: Pod["service"],
  random: Random,
  slots: Readonly<Record<string, string | number>> = {},
): Message[] {
  const own = rows.filter(([key]) => key === `${occasion} ${style}`);
  const frames = ownFrames(pod.name, random.int(60, 300));
  const values = { service: pod.name, Service: pascal(pod.name), port: pod.port, frames, ...slots };
  return (own.length > 0 ? own : rows.filter(([key]) => key === `${occasion} *`)).map(([, level, text]) => {
    const [first = "", ...more] = text.split(" // ").map((part) => fill(part, random, values));
    return { level, text: first, more };
  });
}

/** `ts-order-service` as its own code calls it. */
export function pascal(name: string): string {
  return name
    .replace(/^ts-/, "")
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function ownFrames(name: string, line: number): string {
  const kind = pascal(name);
  return [
    `\tat ${kind.toLowerCase()}.service.${kind}Impl.process(${kind}Impl.java:${line})`,
    `\tat ${kind.toLowerCase()}.controller.${kind}Controller.handle(${kind}Controller.java:${line - 20})`,
  ].join("\n");
}
