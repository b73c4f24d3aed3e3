/** A log as the events that it should be read as. Its lines are the lines of the events, in order. */
export interface JoinedLog {
  readonly name: string;
  readonly events: readonly string[];
}

const next = "2026-03-02 10:00:09.000 INFO  [main] shop.Orders - order 18 placed";

export const joinedLogs: readonly JoinedLog[] = [
  {
    name: "Java: an exception with its causes below a logged line",
    events: [
      `2026-03-02 10:00:00.120 ERROR [http-1] shop.Orders - order 17 failed
org.springframework.dao.DataAccessException: no connection
\tat shop.Orders.place(Orders.java:40)
\tat java.base/java.lang.Thread.run(Thread.java:840)
\tSuppressed: java.io.IOException: closing
\t\tat shop.Pool.close(Pool.java:3)
Caused by: java.net.ConnectException: Connection refused
\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)
\t... 41 more`,
      next,
    ],
  },
  {
    name: "Java: a thread that dies on its own, after news of somebody else",
    events: [
      next,
      `Exception in thread "worker-3" java.lang.IllegalStateException: no slot
\tat shop.Slots.take(Slots.java:12)`,
      next,
    ],
  },
  {
    name: "java.util.logging: the level stands in the second line",
    events: [
      `Mar 02, 2026 10:00:00 PM shop.Orders place
SEVERE: order 17 failed
java.lang.NullPointerException
\tat shop.Orders.place(Orders.java:40)`,
      `Mar 02, 2026 10:00:01 PM shop.Orders place
INFO: order 18 placed`,
    ],
  },
  {
    name: "Python: a traceback during another, with empty lines between",
    events: [
      `2026-03-02 10:00:00,120 ERROR orders: order 17 failed
Traceback (most recent call last):
  File "/app/orders.py", line 40, in place
    stock.take(item)
    ^^^^^^^^^^^^^^^^
KeyError: 'item-9'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/orders.py", line 44, in place
    raise OrderFailed(item) from None
orders.OrderFailed: item-9`,
      "2026-03-02 10:00:09,000 INFO orders: order 18 placed",
    ],
  },
  {
    name: "Python: a script's own traceback, after news of somebody else",
    events: [
      "2026-03-02 10:00:00,120 INFO orders: ready",
      `Traceback (most recent call last):
  File "/app/report.py", line 4, in <module>
    main()
ZeroDivisionError: division by zero`,
      "report finished",
    ],
  },
  {
    name: "Python: groups of exceptions",
    events: [
      `2026-03-02 10:00:00,120 ERROR orders: two tasks failed
  + Exception Group Traceback (most recent call last):
  |   File "/app/orders.py", line 40, in run
  |     async with TaskGroup() as group:
  | ExceptionGroup: unhandled errors (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: no item
    +------------------------------------`,
    ],
  },
  {
    name: "Go: a panic with its goroutines",
    events: [
      `panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
main.pick(...)
\t/app/pick.go:12
github.com/shop/orders/internal/cart.(*Cart).Add(0xc000010000, {0x1, 0x2})
\t/app/internal/cart/cart.go:40 +0x1d
created by main.main in goroutine 1
\t/app/main.go:9 +0x2c
exit status 2`,
      "2026/03/02 10:00:09 order 18 placed",
    ],
  },
  {
    name: "Go: the stack that a program logged",
    events: [
      `2026/03/02 10:00:00 ERROR recovered: nil map
goroutine 41 [running]:
runtime/debug.Stack()
\t/usr/local/go/src/runtime/debug/stack.go:24 +0x5e
main.handle({0x7f, 0x1})
\t/app/handle.go:22 +0x11`,
      "2026/03/02 10:00:09 order 18 placed",
    ],
  },
  {
    name: "Node: a process that died, and one that only says so",
    events: [
      `/app/server.js:12
    throw new Error("no port");
    ^

Error: no port
    at Object.<anonymous> (/app/server.js:12:9)
    at Module._compile (node:internal/modules/cjs/loader:1256:14)

Node.js v20.11.0`,
      `TypeError: Cannot read properties of undefined (reading 'id')
    at place (/app/orders.js:40:11)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
  code: 'ERR_ORDER',
  order: 17
}`,
      "order 18 placed",
    ],
  },
  {
    name: ".NET: the console logger and an unhandled exception",
    events: [
      `fail: Shop.Orders[13]
      order 17 failed
      System.InvalidOperationException: no connection
       ---> System.Net.Sockets.SocketException (111): Connection refused
         at System.Net.Sockets.Socket.Connect(EndPoint remoteEP)
         --- End of inner exception stack trace ---
         at Shop.Orders.Place(Int32 id) in /app/Orders.cs:line 40`,
      `info: Shop.Orders[0]
      order 18 placed`,
      `Unhandled exception. System.ArgumentNullException: Value cannot be null.
   at Shop.Program.Main(String[] args) in /app/Program.cs:line 7
--- End of stack trace from previous location ---
   at Shop.Program.<Main>(String[] args)`,
    ],
  },
  {
    name: ".NET: a logger that writes the exception without indentation",
    events: [
      `2026-03-02 10:00:00.1200|ERROR|Shop.Orders|order 17 failed
System.TimeoutException: The operation has timed out.
   at Shop.Orders.Place() in C:\\app\\Orders.cs:line 40`,
      "2026-03-02 10:00:09.0000|INFO|Shop.Orders|order 18 placed",
    ],
  },
  {
    name: "Ruby: a script's error and a logged one",
    events: [
      `orders.rb:40:in \`place': no item (ArgumentError)
\tfrom orders.rb:12:in \`each'
\tfrom orders.rb:3:in \`<main>'`,
      `E, [2026-03-02T10:00:00.120 #77] ERROR -- : order 17 failed
/app/lib/orders.rb:40:in 'Orders#place'
/usr/lib/ruby/gems/3.3.0/gems/rack-3.0/lib/rack.rb:9:in 'call'`,
      "I, [2026-03-02T10:00:09.000 #77]  INFO -- : order 18 placed",
    ],
  },
  {
    name: "PHP: an uncaught exception, and Monolog's stack",
    events: [
      `[02-Mar-2026 10:00:00 UTC] PHP Fatal error:  Uncaught RuntimeException: no connection in /var/www/orders.php:40
Stack trace:
#0 /var/www/index.php(9): place(17)
#1 {main}

Next LogicException: order 17 in /var/www/orders.php:44
Stack trace:
#0 {main}
  thrown in /var/www/orders.php on line 44`,
      `[2026-03-02T10:00:01.120000+00:00] app.ERROR: order 17 failed {"exception":"[object] (RuntimeException(code: 0): no item at /var/www/orders.php:40)
[stacktrace]
#0 /var/www/index.php(9): place(17)
#1 {main}
"}`,
      "[2026-03-02T10:00:09.000000+00:00] app.INFO: order 18 placed",
    ],
  },
  {
    name: "Rust: a panic with its backtrace",
    events: [
      `thread 'main' panicked at src/main.rs:40:9:
no item in slot 3
stack backtrace:
   0: rust_begin_unwind
             at /rustc/1234/library/std/src/panicking.rs:645:5
   1: orders::place
             at ./src/main.rs:40:9
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.`,
      "2026-03-02T10:00:09Z  INFO orders: order 18 placed",
    ],
  },
  {
    name: "Elixir and Erlang: a process that ended",
    events: [
      `10:00:00.120 [error] GenServer Shop.Orders terminating
** (RuntimeError) no item
    (shop 0.1.0) lib/shop/orders.ex:40: Shop.Orders.place/1
    (stdlib 4.2) gen_server.erl:1123: :gen_server.try_dispatch/4
Last message: {:place, 17}`.replace("\nLast message: {:place, 17}", ""),
      `=ERROR REPORT==== 2-Mar-2026::10:00:00 ===
** Generic server orders terminating
** Last message in was {place,17}
** Reason for termination ==
** {badmatch,none}`,
    ],
  },
  {
    name: "objects over several lines, one after the other",
    events: [
      `{
  "time": "2026-03-02T10:00:00Z",
  "level": "error",
  "message": "order {17} failed",
  "labels": [
    "a"
  ]
}`,
      `{
"level": "info",
"message": "order 18 placed"
}`,
      '{"level":"info","message":"order 19 placed"}',
    ],
  },
  {
    name: "a list of objects, as one document",
    events: [
      "[",
      `  {
    "level": "error",
    "tags": [
      "a"
    ]
  },`,
      `  {
    "level": "info"
  }`,
      "]",
    ],
  },
  {
    name: "indented lines below a line: a statement, a list, a table",
    events: [
      `2026-03-02 10:00:00 UTC [77] ERROR:  relation "orders" does not exist at character 15
\tselect *
\t  from orders`,
      `2026-03-02 10:00:01 WARN  settings that differ:
  - pool.size
  - pool.wait`,
      "2026-03-02 10:00:02 INFO  done",
    ],
  },
  {
    name: "merged logs: the calls of one service below the news of another are an event of their own",
    events: [
      "2026-03-02 10:00:00 ERROR [payments] no key, using null",
      "2026-03-02 10:00:00 INFO [catalog] served 37 products",
      `\tat shop.payments.Provider.ask(Provider.java:87)
\tat shop.payments.Payments.pay(Payments.java:142)`,
      "2026-03-02 10:00:01 INFO [catalog] served 12 products",
    ],
  },
  {
    name: "lines that merely look alike stay apart",
    events: [
      "  2026-03-02 10:00:00 INFO indented as all of them",
      "  2026-03-02 10:00:01 INFO indented as all of them",
      "starting",
      "ready",
      "java.version = 17",
      "at last it began",
      "Error: no such file",
      "Error: no such file",
      "#general was archived",
      "",
      "",
      "order 18 placed",
      "java.net.ConnectException: refused",
    ],
  },
];
