import { describe, expect, test } from "vitest";
import { withoutFrames } from "../../../src/engine/reading/trace.ts";

describe("a trace keeps its errors and one call of the program's own code", () => {
  test.each([
    {
      name: "Java: the innermost own call below the first cause",
      text: `ERROR order 17 failed
shop.OrderException: no stock
\tat shop.Orders.place(Orders.java:40)
\tat org.apache.catalina.Valve.invoke(Valve.java:9)
Caused by: java.net.ConnectException: Connection refused
\tat java.base/sun.nio.ch.Net.connect(Native Method)
\tat shop.Stock.take(Stock.java:12) ~[stock.jar:1.2]
\tat shop.OutOfMemoryErrorHandler.run(Handler.java:2)
\t... 41 more`,
      told: `ERROR order 17 failed
shop.OrderException: no stock
Caused by: java.net.ConnectException: Connection refused
\tat shop.Stock.take(Stock.java:12) ~[stock.jar:1.2]`,
    },
    {
      name: "Java: the innermost call, where none is the program's own",
      text: `java.lang.NullPointerException
\tat java.base/java.util.Objects.requireNonNull(Objects.java:233)
\tat org.springframework.core.Chain.next(Chain.java:3)`,
      told: `java.lang.NullPointerException
\tat java.base/java.util.Objects.requireNonNull(Objects.java:233)`,
    },
    {
      name: "Python: the last own call of the first traceback, without its source",
      text: `ERROR order 17 failed
Traceback (most recent call last):
  File "/app/orders.py", line 4, in run
    place(17)
  File "/app/stock.py", line 40, in take
    client.get(url)
    ^^^^^^^^^^^^^^^
  File "/usr/lib/python3.11/site-packages/requests/api.py", line 73, in get
    return request("get", url)
requests.exceptions.ConnectTimeout: no answer

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    run()
OrderFailed: 17`,
      told: `ERROR order 17 failed
Traceback (most recent call last):
  File "/app/stock.py", line 40, in take
requests.exceptions.ConnectTimeout: no answer

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
OrderFailed: 17`,
    },
    {
      name: "Go: the function and its place in one line",
      text: `panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
runtime.goPanicIndex(0x3, 0x3)
\t/usr/local/go/src/runtime/panic.go:113 +0x7f
main.pick(...)
\t/app/pick.go:12
main.main()
\t/app/main.go:9 +0x2c`,
      told: `panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
main.pick(...) /app/pick.go:12`,
    },
    {
      name: "Node: neither the loader nor a package",
      text: `TypeError: Cannot read properties of undefined (reading 'id')
    at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)
    at async place (/app/orders.js:40:11)
    at node:internal/process/task_queues:95:5`,
      told: `TypeError: Cannot read properties of undefined (reading 'id')
    at async place (/app/orders.js:40:11)`,
    },
    {
      name: ".NET: the inner exception caused the outer one",
      text: `System.InvalidOperationException: no connection
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at System.Net.Sockets.Socket.Connect(EndPoint remoteEP)
   at Shop.Stock.Take(Int32 id) in /app/Stock.cs:line 12
   --- End of inner exception stack trace ---
   at Shop.Orders.Place(Int32 id) in /app/Orders.cs:line 40`,
      told: `System.InvalidOperationException: no connection
 ---> System.Net.Sockets.SocketException (111): Connection refused
   at Shop.Stock.Take(Int32 id) in /app/Stock.cs:line 12
   --- End of inner exception stack trace ---`,
    },
    {
      name: "Ruby and PHP: what stands in gems and vendors is not the program's own",
      text: `no item (ArgumentError)
\tfrom /usr/lib/ruby/gems/3.3.0/gems/rack-3.0/lib/rack.rb:9:in \`call'
\tfrom /app/orders.rb:12:in \`each'
PHP Fatal error: Uncaught Exception: no item
#0 /var/www/vendor/laravel/Pipeline.php(9): handle()
#1 /var/www/orders.php(40): place(17)
#2 {main}`,
      told: `no item (ArgumentError)
\tfrom /app/orders.rb:12:in \`each'
PHP Fatal error: Uncaught Exception: no item`,
    },
    {
      name: "Rust: not the runtime that unwinds",
      text: `thread 'main' panicked at src/main.rs:40:9:
no item
stack backtrace:
   0: rust_begin_unwind
             at /rustc/1234/library/std/src/panicking.rs:645:5
   1: core::panicking::panic_fmt
   2: orders::place
             at ./src/main.rs:40:9`,
      told: `thread 'main' panicked at src/main.rs:40:9:
no item
stack backtrace:
   2: orders::place`,
    },
  ])("$name", ({ text, told }) => expect(withoutFrames(text)).toBe(told));

  test("a trace within an object is told shorter where it stands, and the object stays whole", () => {
    const trace =
      "java.io.IOException: reset\n\tat shop.Orders.load(Orders.java:9)\n\tat shop.Main.main(Main.java:2)";
    const line = JSON.stringify({ level: "error", said: 'a "b"\nc', stack: trace, thread: "main" });
    expect(JSON.parse(withoutFrames(line))).toEqual({
      ...{ level: "error", said: 'a "b"\nc', thread: "main" },
      stack: "java.io.IOException: reset\n\tat shop.Orders.load(Orders.java:9)",
    });
    expect(withoutFrames(`{"cut":"${"line\\n".repeat(3)}`)).toBe(`{"cut":"${"line\\n".repeat(3)}`);
  });

  test("equal failures have equal texts however deep the stack was", () => {
    const failure = (depth: number): string =>
      `ERROR lost\njava.io.IOException: reset\n\tat shop.Orders.load(Orders.java:9)\n${"\tat java.util.List.forEach(List.java:1)\n".repeat(depth)}`;
    expect(withoutFrames(failure(3))).toBe(withoutFrames(failure(90)));
  });
});

describe("what is no trace is left as it is", () => {
  test.each([
    "one line at a place (of its own)",
    "a list:\n  - at home\n  - at work (mostly)",
    "a statement:\n\tselect *\n\t  from orders",
    '{\n  "at": "noon"\n}',
    "steps:\n  1: wash\n  2: rinse and dry",
  ])("%j", (text) => expect(withoutFrames(text)).toBe(text));

  test.each([
    "\n   at the moment all data is lost (everywhere)",
    "\n#1 priority: restore the database (now)",
    "\n  3: the disk failed",
  ])("a sentence is no call: %j", (line) => {
    const text = `ERROR lost\n\tat shop.Orders.load(Orders.java:9)${line}`;
    expect(withoutFrames(text)).toBe(text);
  });
});
