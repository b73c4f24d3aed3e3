import { lineTable } from "./line-table.ts";

/** One object to a line, as logging libraries write it. */
export const jsonLibraries = lineTable(String.raw`
# pino
{"level":50,"time":1773457920123,"pid":77,"hostname":"web1","name":"orders","msg":"shelf is empty"}
  time 2026-03-14T03:12:00.123Z; level error; service orders; host web1; process 77; says shelf is empty
{"level":30,"time":1773457920123,"pid":77,"hostname":"web1","reqId":"req-5","res":{"statusCode":503},"responseTime":12.5,"msg":"request completed"}
  time 2026-03-14T03:12:00.123Z; level info; status 503; host web1; process 77; about request req-5; says request completed
{"level":60,"time":1773457920123,"pid":77,"hostname":"web1","msg":"out of shelves"}
  time 2026-03-14T03:12:00.123Z; level fatal; host web1; process 77; says out of shelves
# bunyan
{"name":"orders","hostname":"web1","pid":77,"level":40,"msg":"shelf is low","time":"2026-03-14T03:12:00.123Z","v":0}
  time 2026-03-14T03:12:00.123Z; level warning; service orders; host web1; process 77; says shelf is low
{"name":"orders","hostname":"web1","pid":77,"level":20,"msg":"shelf seen","time":"2026-03-14T03:12:00.123Z","src":{"file":"a.js","line":7},"v":0}
  time 2026-03-14T03:12:00.123Z; level debug; service orders; host web1; process 77; says shelf seen
# winston
{"level":"error","message":"shelf is empty","service":"orders","timestamp":"2026-03-14T03:12:00.123Z"}
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
{"message":"shelf is low","level":"warn","label":"orders","timestamp":"2026-03-14 03:12:00"}
  time 2026-03-14T03:12:00Z; level warning; says shelf is low
# zap (JSON)
{"level":"error","ts":1773457920.123,"logger":"orders.shelf","caller":"shop/shelf.go:12","msg":"shelf is empty","stacktrace":"main.main\n\t/a.go:1"}
  time 2026-03-14T03:12:00.123Z; level error; service shelf; says shelf is empty
{"L":"WARN","T":"2026-03-14T03:12:00.123Z","N":"orders","C":"shelf.go:7","M":"shelf is low"}
  time 2026-03-14T03:12:00.123Z; level warning; service orders; says shelf is low
{"level":"dpanic","ts":"2026-03-14T03:12:00.123+0100","msg":"shelf is gone"}
  time 2026-03-14T02:12:00.123Z; level fatal; says shelf is gone
# logrus (JSON)
{"level":"fatal","msg":"shelf is gone","time":"2026-03-14T03:12:00+02:00","component":"orders"}
  time 2026-03-14T01:12:00Z; level fatal; service orders; says shelf is gone
# zerolog
{"level":"warn","service":"orders","time":1773457920,"message":"shelf is low"}
  time 2026-03-14T03:12:00Z; level warning; service orders; says shelf is low
{"level":"error","error":"EOF","time":"2026-03-14T03:12:00Z","caller":"/app/main.go:12","message":"shelf is empty"}
  time 2026-03-14T03:12:00Z; level error; says shelf is empty
# slog
{"time":"2026-03-14T03:12:00.123456789Z","level":"ERROR","msg":"shelf is empty","shelf":7}
  time 2026-03-14T03:12:00.123Z; level error; says shelf is empty
{"time":"2026-03-14T03:12:00Z","level":"INFO+2","source":{"function":"main.run","file":"a.go","line":3},"msg":"shelf seen"}
  time 2026-03-14T03:12:00Z; level info; says shelf seen
time=2026-03-14T03:12:00.123Z level=WARN msg="shelf is low" shelf=7
  time 2026-03-14T03:12:00.123Z; level warning; says msg=shelf is low
# Serilog (compact JSON)
{"@t":"2026-03-14T03:12:00.1234567Z","@mt":"Shelf {Shelf} is empty","@l":"Error","Shelf":7,"Application":"orders"}
  time 2026-03-14T03:12:00.123Z; level error; service orders; says Shelf {Shelf} is empty
{"@t":"2026-03-14T03:12:00Z","@m":"Shelf 7 seen","@i":"0a1b","SourceContext":"Shop.Orders.Shelf","MachineName":"web1"}
  time 2026-03-14T03:12:00Z; service Shelf; host web1; says Shelf 7 seen
{"Timestamp":"2026-03-14T03:12:00.1234567+01:00","Level":"Fatal","MessageTemplate":"Shelf is gone","Properties":{"SourceContext":"Shop.Shelf"}}
  time 2026-03-14T02:12:00.123Z; level fatal; service Shelf; says Shelf is gone
# NLog (JSON)
{ "time": "2026-03-14 03:12:00.1234", "level": "ERROR", "logger": "Shop.Orders", "message": "shelf is empty" }
  time 2026-03-14T03:12:00.123Z; level error; service Orders; says shelf is empty
# .NET console (JSON)
{"EventId":7,"LogLevel":"Critical","Category":"Shop.Orders.Worker","Message":"shelf is gone","Timestamp":"2026-03-14T03:12:00Z","State":{"Message":"shelf is gone"}}
  time 2026-03-14T03:12:00Z; level fatal; service Worker; says shelf is gone
# structlog
{"event": "shelf is empty", "level": "error", "timestamp": "2026-03-14T03:12:00.123456Z", "logger": "shop.orders"}
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
# python-json-logger
{"asctime": "2026-03-14 03:12:00,123", "levelname": "WARNING", "name": "shop.orders", "message": "shelf is low", "process": 77}
  time 2026-03-14T03:12:00.123Z; level warning; service orders; process 77; says shelf is low
# loguru (serialised)
{"text": "2026-03-14 03:12:00 | ERROR | shop:run:7 - shelf is empty\n", "record": {"level": {"icon": "x", "name": "ERROR", "no": 40}, "message": "shelf is empty", "name": "shop", "process": {"id": 77, "name": "MainProcess"}, "time": {"repr": "2026-03-14 03:12:00.123456+00:00", "timestamp": 1773457920.123456}}}
  time 2026-03-14T03:12:00.123Z; level error; service shop; process 77; says shelf is empty
# ECS
{"@timestamp":"2026-03-14T03:12:00.123Z","log.level":"error","message":"shelf is empty","ecs.version":"1.2.0","service.name":"orders","process.thread.name":"main","log.logger":"shop.Shelf","trace.id":"4bf92f3577b34da6a3ce929d0e0e4736"}
  time 2026-03-14T03:12:00.123Z; level error; service orders; about trace 4bf92f3577b34da6a3ce929d0e0e4736; says shelf is empty
{"@timestamp":"2026-03-14T03:12:00.123Z","log":{"level":"warn","logger":"shop.Shelf"},"service":{"name":"orders"},"host":{"name":"web1"},"process":{"pid":77},"http":{"response":{"status_code":503}},"message":"shelf is low"}
  time 2026-03-14T03:12:00.123Z; level warning; status 503; service orders; host web1; process 77; says shelf is low
# GELF
{"version":"1.1","host":"web1","short_message":"shelf is empty","full_message":"shelf 7 is empty","timestamp":1773457920.123,"level":3,"_service":"orders","_request_id":"a1b2c3"}
  time 2026-03-14T03:12:00.123Z; level error; service orders; host web1; about request a1b2c3; says shelf is empty
{"version":"1.1","host":"web1","short_message":"shelf seen","timestamp":1773457920,"level":6}
  time 2026-03-14T03:12:00Z; level info; host web1; says shelf seen
# OpenTelemetry
{"timeUnixNano":"1773457920123000000","severityNumber":17,"severityText":"ERROR","body":{"stringValue":"shelf is empty"},"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","attributes":[{"key":"service.name","value":{"stringValue":"orders"}}]}
  time 2026-03-14T03:12:00.123Z; level error; service orders; about span 00f067aa0ba902b7, trace 4bf92f3577b34da6a3ce929d0e0e4736; says shelf is empty
{"Timestamp":1773457920123456789,"SeverityText":"WARN","Body":"shelf is low","Resource":{"service.name":"orders","host.name":"web1","k8s.pod.name":"orders-7c9f6b5d4-x2k8p"}}
  time 2026-03-14T03:12:00.123Z; level warning; service orders; host web1; about pod orders-7c9f6b5d4-x2k8p; says shelf is low
# Logstash (logback encoder)
{"@timestamp":"2026-03-14T03:12:00.123+01:00","@version":"1","message":"shelf is empty","logger_name":"com.shop.Shelf","thread_name":"main","level":"ERROR","level_value":40000,"app":"orders"}
  time 2026-03-14T02:12:00.123Z; level error; service orders; says shelf is empty
{"@timestamp":"2026-03-14T03:12:00.123Z","message":"shelf seen","logger_name":"com.shop.Shelf","level":"INFO","level_value":20000,"mdc":{"traceId":"4bf92f3577b34da6","userId":"alice"}}
  time 2026-03-14T03:12:00.123Z; level info; service Shelf; about trace 4bf92f3577b34da6, user alice; says shelf seen
# log4j2 JsonLayout
{"instant":{"epochSecond":1773457920,"nanoOfSecond":123000000},"thread":"main","level":"FATAL","loggerName":"com.shop.Shelf","message":"shelf is gone","endOfBatch":false}
  time 2026-03-14T03:12:00.123Z; level fatal; service Shelf; says shelf is gone
{"timeMillis":1773457920123,"thread":"main","level":"WARN","loggerName":"com.shop.Shelf","message":"shelf is low"}
  time 2026-03-14T03:12:00.123Z; level warning; service Shelf; says shelf is low
# Quarkus, WildFly (JSON)
{"timestamp":"2026-03-14T03:12:00.123Z","sequence":12,"loggerClassName":"org.x.Logger","loggerName":"com.shop.Shelf","level":"SEVERE","message":"shelf is gone","threadName":"main","hostName":"web1","processName":"orders","processId":77}
  time 2026-03-14T03:12:00.123Z; level error; service orders; host web1; process 77; says shelf is gone
# Monolog (JSON)
{"message":"shelf is empty","context":{"shelf":7},"level":400,"level_name":"ERROR","channel":"orders","datetime":"2026-03-14T03:12:00.123456+00:00","extra":{}}
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
{"message":"shelf seen","context":[],"level":200,"level_name":"INFO","channel":"orders","datetime":{"date":"2026-03-14 03:12:00.123456","timezone_type":3,"timezone":"UTC"},"extra":[]}
  time 2026-03-14T03:12:00.123Z; level info; service orders; says shelf seen
# MongoDB
{"t":{"$date":"2026-03-14T03:12:00.123+00:00"},"s":"E","c":"STORAGE","id":20557,"ctx":"initandlisten","msg":"shelf is empty","attr":{"error":"x"}}
  time 2026-03-14T03:12:00.123Z; level error; service STORAGE; says shelf is empty
{"t":{"$date":"2026-03-14T03:12:00.123+00:00"},"s":"I","c":"NETWORK","id":22943,"ctx":"listener","msg":"Connection accepted","attr":{"remote":"192.0.2.7:50122"}}
  time 2026-03-14T03:12:00.123Z; level info; service NETWORK; says Connection accepted
# Rust tracing (JSON)
{"timestamp":"2026-03-14T03:12:00.123456Z","level":"ERROR","fields":{"message":"shelf is empty","shelf":7},"target":"shop::shelf","span":{"name":"count"}}
  time 2026-03-14T03:12:00.123Z; level error; service shop::shelf; says shelf is empty
# Datadog
{"ddsource":"nodejs","service":"orders","hostname":"web1","status":"error","message":"shelf is empty","dd":{"trace_id":"1234567890123456789","span_id":"987654321"},"timestamp":1773457920123}
  time 2026-03-14T03:12:00.123Z; level error; service orders; host web1; about span 987654321, trace 1234567890123456789; says shelf is empty
# Bare objects
{level: 'error', msg: 'shelf is empty'}
  level error; says shelf is empty
{'level': 'WARNING', 'message': "shelf is low", 'service': 'orders'}
  level warning; service orders; says shelf is low
{level=INFO, msg=shelf seen}
  level info; says shelf seen
`);
