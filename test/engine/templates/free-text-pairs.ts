import type { Pair } from "./unit-pairs.ts";

/** One unit: they differ in what a person or a client typed. */
export const sameText: readonly Pair[] = [
  [
    "a review by key",
    '2026-05-04 12:34:56 INFO review 7 stored comment="nice lamp, works well" stars=5',
    '2026-05-04 12:35:57 INFO review 9 stored comment="It never arrived!" stars=1',
  ],
  [
    "a note in JSON",
    '{"level":"info","msg":"note saved","note":"call back on Monday","id":7}',
    '{"level":"info","msg":"note saved","note":"the customer has moved, new address follows","id":8}',
  ],
  [
    "a note of one word and one of many",
    '{"msg":"note saved","note":"urgent","id":7}',
    '{"msg":"note saved","note":"call her back, please","id":8}',
  ],
  [
    "a subject with words of failure",
    'level=info msg="mail queued" subject="Your payment failed" id=7',
    'level=info msg="mail queued" subject="Welcome on board" id=8',
  ],
  ["a search", 'search done q="red shoes size 40" hits=7', 'search done q="umbrella" hits=9'],
  ["a search without quotes", "search done q=shoes hits=7", "search done q=umbrella hits=9"],
  [
    "a query in JSON",
    '{"event":"search","query":"how do I cancel my order","ms":7}',
    '{"event":"search","query":"opening hours","ms":9}',
  ],
  [
    "escaped quotes in a comment",
    '{"msg":"comment stored","comment":"she said \\"never again\\" to me","id":7}',
    '{"msg":"comment stored","comment":"all fine","id":8}',
  ],
  [
    "what somebody said, in double quotes",
    'customer 7 said "where is my parcel?" in chat',
    'customer 9 said "thank you so much" in chat',
  ],
  [
    "what somebody said, with words of failure",
    'customer 7 said "my payment failed twice" in chat',
    'customer 9 said "hello there" in chat',
  ],
  [
    "what somebody wrote, in single quotes",
    "customer 7 wrote 'I don't like the new page' on page 3",
    "customer 9 wrote 'looks good to me' on page 5",
  ],
  [
    "what somebody wrote, in backticks",
    "user 7 posted `this is my first post` in general",
    "user 9 posted `has anyone seen the keys` in general",
  ],
  [
    "what somebody said, within a message of JSON",
    '{"level":"info","msg":"customer 7 said \\"where is my parcel\\" in chat"}',
    '{"level":"info","msg":"customer 9 said \\"good morning\\" in chat"}',
  ],
  [
    "a comment in an object within a string",
    '{"log":"{\\"msg\\":\\"stored\\",\\"comment\\":\\"very happy with it\\"}"}',
    '{"log":"{\\"msg\\":\\"stored\\",\\"comment\\":\\"it was late\\"}"}',
  ],
  [
    "German quotes",
    "Kunde 7 schrieb „Wo bleibt mein Paket?“ im Forum",
    "Kunde 9 schrieb „Vielen Dank für die schnelle Hilfe“ im Forum",
  ],
  [
    "French quotes",
    "le client 7 a dit « où est mon colis » hier",
    "le client 9 a dit « merci beaucoup pour tout » hier",
  ],
  [
    "curly quotes",
    "message from 7: “the lamp is too dark” received",
    "message from 9: “can I have another one” received",
  ],
  ["Japanese quotes", "コメント「とても良い商品です」を保存", "コメント「配達が遅かった」を保存"],
  ["Chinese quotes", "用户7评论“质量很好”已保存", "用户9评论“送货太慢了”已保存"],
  [
    "labels without a key",
    'job 7 runs "clean up old files" now',
    'job 9 runs "send the weekly mail to all" now',
  ],
  [
    "names of playlists",
    "playlist 'Songs for a rainy day' opened by user 7",
    "playlist 'Favourites' opened by user 9",
  ],
  [
    "user agents of a web server",
    '192.0.2.7 - - [04/May/2026:12:34:56 +0000] "GET /a HTTP/1.1" 200 77 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0"',
    '192.0.2.9 - - [04/May/2026:12:35:57 +0000] "GET /b HTTP/1.1" 200 99 "-" "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1"',
  ],
  [
    "a browser and a tool",
    '192.0.2.7 - - [04/May/2026:12:34:56 +0000] "GET /a HTTP/1.1" 200 77 "-" "Mozilla/5.0 (X11; Linux x86_64)"',
    '192.0.2.9 - - [04/May/2026:12:35:57 +0000] "GET /b HTTP/1.1" 200 99 "-" "curl/8.5.0"',
  ],
  [
    "a user agent by key",
    'level=info msg="request served" ua="Mozilla/5.0 (X11; Linux)" path=/a',
    'level=info msg="request served" ua="Wget/1.21 (linux-gnu; fault tolerant)" path=/b',
  ],
  [
    "a user agent in JSON",
    '{"msg":"request served","http_user_agent":"Mozilla/5.0 (X11; Linux)","status":200}',
    '{"msg":"request served","http_user_agent":"okhttp/4.9","status":200}',
  ],
  [
    "a user agent as Caddy writes it",
    '{"msg":"handled request","request":{"headers":{"User-Agent":["Mozilla/5.0 (X11; Linux)"]}},"status":200}',
    '{"msg":"handled request","request":{"headers":{"User-Agent":["curl/8.5.0"]}},"status":200}',
  ],
  [
    "a user agent of IIS",
    "2026-05-04 12:34:56 192.0.2.9 GET /a - 443 - 198.51.100.7 Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64) - 200 0 0 15",
    "2026-05-04 12:34:57 192.0.2.9 GET /a - 443 - 198.51.100.8 Mozilla/5.0+(compatible;+bingbot/2.0;++http://www.example.com/bot.htm) - 200 0 0 16",
  ],
  [
    "a user agent that HAProxy captures",
    '192.0.2.7:4711 [04/May/2026:12:34:56.120] web pool/s1 0/0/3/20/23 200 812 - - ---- 1/1/1/1/0 0/0 {Mozilla/5.0 (X11; Linux; like (x)) Gecko/20100101 Firefox/115.0} "GET / HTTP/1.1"',
    '192.0.2.7:4711 [04/May/2026:12:34:56.120] web pool/s1 0/0/3/20/23 200 812 - - ---- 1/1/1/1/0 0/0 {curl/8.5} "GET / HTTP/1.1"',
  ],
  [
    "a subject behind a label",
    'cleanup[7]: 4F3A: header Subject: "Invoice for your last order" from a.example',
    'cleanup[8]: 4F3B: header Subject: "Hello" from a.example',
  ],
  ["Swedish quotes", "kund 7 skrev ”var är mitt paket” idag", "kund 9 skrev ”tack så mycket” idag"],
  [
    "an unquoted user agent in the columns of CloudFront",
    "2026-05-04\t12:34:56\tFRA2\t482\t192.0.2.7\tGET\td1.example.net\t/a\t200\t-\tMozilla/5.0%20(X11;%20Linux)%20Gecko\t-\t-\tHit",
    "2026-05-04\t12:34:57\tFRA2\t482\t192.0.2.7\tGET\td1.example.net\t/a\t200\t-\tcurl/8.5\t-\t-\tHit",
  ],
  [
    "a referer with words",
    'served page referer="https://example.com/a failed b" ms=7',
    'served page referer="https://example.org/" ms=9',
  ],
  [
    "a prompt",
    '{"event":"completion","prompt":"Write a poem about errors","tokens":77}',
    '{"event":"completion","prompt":"Translate this, please: disk full","tokens":99}',
  ],
  [
    "a description of a ticket",
    '{"event":"ticket_created","description":"I cannot log in since yesterday, please help me","id":7}',
    '{"event":"ticket_created","description":"The invoice for my last order has the wrong address on it","id":8}',
  ],
  [
    "a title and a body",
    '{"event":"post","title":"How I built my house","body":"It all began when we moved.","id":7}',
    '{"event":"post","title":"My first week here","body":"People are nice!","id":8}',
  ],
  [
    "a reason that a client gave",
    'order 7 cancelled cancel_reason="I found it cheaper elsewhere"',
    'order 9 cancelled cancel_reason="changed my mind"',
  ],
  [
    "the same words of a program beside free text",
    'level=error err="connection refused" comment="please hurry up"',
    'level=error err="connection refused" comment="no rush, thanks"',
  ],
  [
    "feedback in Russian",
    'отзыв сохранён comment="очень хорошая лампа" id=7',
    'отзыв сохранён comment="не работает" id=8',
  ],
  [
    "feedback in Turkish by a key in camel case",
    '{"msg":"stored","userComment":"çok güzel bir ürün","id":7}',
    '{"msg":"stored","userComment":"kargo geç geldi","id":8}',
  ],
  [
    "a comment that holds a brace and a colon",
    '{"msg":"stored","comment":"use {this}: it works, trust me","id":7}',
    '{"msg":"stored","comment":"fine","id":8}',
  ],
  [
    "a message that was sent",
    'alice sent message "hello there everybody" to room 7',
    'alice sent message "see you" to room 9',
  ],
  [
    "what a client calls itself",
    'client "my first app" connected from 192.0.2.7',
    'client "stock service" connected from 192.0.2.9',
  ],
  [
    "a question to a model and its answer",
    '{"event":"chat","user_message":"what is the capital of France","assistant_message":"Paris","tokens":7}',
    '{"event":"chat","user_message":"who won the match yesterday?","assistant_message":"I cannot tell","tokens":9}',
  ],
  [
    "an apostrophe within double quotes",
    "customer 7 said \"it's broken and I don't care\" today",
    'customer 9 said "that\'s fine" today',
  ],
  [
    "a longer text",
    `customer 7 said "${"so I went there again and asked them once more ".repeat(9)}" today`,
    'customer 9 said "well" today',
  ],
  ["a single quote in Ruby", "Parameters: {'comment'=>'love it so much'}", "Parameters: {'comment'=>'meh'}"],
  [
    "a Python dictionary",
    "saved {'id': 7, 'comment': 'love it so much'}",
    "saved {'id': 8, 'comment': \"it's not what I need\"}",
  ],
];

/** Two units: the quoted words are the program's own and say what happened. */
export const otherText: readonly Pair[] = [
  ["an error by key", 'level=info error="connection refused"', 'level=info error="disk full"'],
  ["an error in single quotes", "write stopped err='disk full'", "write stopped err='no such device'"],
  ["a message by key", 'level=info msg="payment failed"', 'level=info msg="payment accepted"'],
  [
    "a message of many words",
    'msg="the payment of the order was declined by the bank"',
    'msg="the payment of the order was passed on to the bank"',
  ],
  ["a reason", 'pod stopped reason="node is going down"', 'pod stopped reason="replaced by a newer one"'],
  ["a cause in JSON", '{"cause":"the lease ran out"}', '{"cause":"the key is unknown"}'],
  [
    "a key that ends in error",
    'upload done lastError="broken pipe" id=7',
    'upload done lastError="quota reached" id=7',
  ],
  ["a message in a path of keys", '{"error":{"message":"bad gateway"}}', '{"error":{"message":"no route"}}'],
  [
    "an exception's message",
    "exception='no free connection in the pool'",
    "exception='the statement has too many columns'",
  ],
  ["an escaped message", '{"log":"{\\"msg\\":\\"disk full\\"}"}', '{"log":"{\\"msg\\":\\"all clear\\"}"}'],
  ["an exit code without a key", 'script 7 ended with "exit code 1"', 'script 7 ended with "exit code 0"'],
  ["words behind error", 'error: "connection refused" at 7', 'error: "no space on device" at 7'],
  ["words behind failed with", 'call 7 failed with "not found"', 'call 7 failed with "too busy"'],
  ["words behind because", 'job 7 stopped because "queue closed"', 'job 7 stopped because "no more work"'],
  ["what came out, without a key", 'probe 7 gave "connection refused"', 'probe 7 gave "all is well"'],
  [
    "two outcomes without a key",
    "check 7 gave 'disk full' after a while",
    "check 7 gave 'connection lost' after a while",
  ],
  [
    "the method of a request",
    '"GET /a HTTP/1.1" 200 7 "-" "curl/8"',
    '"DELETE /a HTTP/1.1" 200 7 "-" "curl/8"',
  ],
  [
    "the status beside free text",
    '"GET /a HTTP/1.1" 200 7 "-" "Mozilla/5.0 (X11; Linux)"',
    '"GET /a HTTP/1.1" 503 7 "-" "Mozilla/5.0 (X11; Linux)"',
  ],
  ["words behind free text", 'review "I like it" by 7 accepted', 'review "I like it" by 7 rejected'],
  ["words before free text", 'stored comment="I like it"', 'refused comment="I like it"'],
  [
    "a level beside free text",
    'level=error msg=stored comment="a b c"',
    'level=info msg=stored comment="a b c"',
  ],
  [
    "OpenTelemetry's body",
    '{"severityText":"INFO","body":"payment of the order was taken"}',
    '{"severityText":"INFO","body":"cart of the customer was emptied"}',
  ],
  [
    "columns of quoted words",
    '"2026-05-04 12:34:56","shop","the cart was emptied","7"',
    '"2026-05-04 12:34:56","shop","the order was paid for","7"',
  ],
  [
    "a whole line in quotes",
    '"the cart of customer 7 was emptied"',
    '"the order of customer 7 was paid for"',
  ],
  [
    "all that a line says in quotes",
    '2026-05-04 12:34:56 INFO "the cart of customer 7 was emptied"',
    '2026-05-04 12:34:56 INFO "the order of customer 7 was paid for"',
  ],
  ["outcomes in German quotes", "Prüfung 7 meldet „Platte voll“", "Prüfung 7 meldet „alles in Ordnung“"],
  ["outcomes in Russian quotes", "проверка 7: «отказано» снова", "проверка 7: «успешно» снова"],
  ["outcomes in Chinese quotes", "检查7返回「连接失败」完毕", "检查7返回「连接成功」完毕"],
  [
    "the message of klog",
    'I0504 12:34:56.789012 7 server.go:7] "Starting to serve requests" address="192.0.2.7"',
    'I0504 12:34:56.789012 7 server.go:7] "Watching for new certificates" address="192.0.2.7"',
  ],
  ["the message behind a tag", 'main: "starting worker pool" n=7', 'main: "draining worker pool" n=7'],
  [
    "states in quotes",
    'breaker 7 changed from "half open" to "fully open"',
    'breaker 7 changed from "half open" to "fully shut"',
  ],
  ["words behind a level", 'ERROR "cannot open socket" in worker 7', 'ERROR "cannot fork child" in worker 7'],
  [
    "pairs in quotes",
    "type=USER_LOGIN pid=7 data='op=login acct=\"alice\" res=success'",
    "type=USER_LOGIN pid=7 data='op=login acct=\"alice\" res=failed'",
  ],
  [
    "the body of OpenTelemetry's protocol",
    '{"timeUnixNano":"1","body":{"stringValue":"lock wait exceeded on cart"}}',
    '{"timeUnixNano":"1","body":{"stringValue":"stock of item is negative"}}',
  ],
  [
    "a message in French",
    'msg="connexion refusée par le serveur"',
    'msg="connexion établie avec le serveur"',
  ],
  ["an open quote", 'level=info msg="payment failed', 'level=info msg="payment taken'],
  [
    "the message of syslog's structured data",
    '<14>1 2026-05-04T12:34:56Z h app 7 - [x@7 event="link went down"] a',
    '<14>1 2026-05-04T12:34:56Z h app 7 - [x@7 event="link came up"] a',
  ],
  [
    "a template of messages",
    '{"@t":"2026-05-04T12:34:56Z","@mt":"Cart {Id} was emptied"}',
    '{"@t":"2026-05-04T12:34:56Z","@mt":"Order {Id} was paid for"}',
  ],
];
