import { lineTable } from "./line-table.ts";

/** What services of clouds write about themselves, and how their collectors hand lines on. */
export const clouds = lineTable(`
# AWS Lambda
START RequestId: 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f Version: $LATEST
  about request 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f; says START RequestId
2026-03-14T03:12:00.123Z⇥8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f⇥ERROR⇥shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; about request 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f; says shelf is empty
[ERROR]⇥2026-03-14T03:12:00.123Z⇥8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f⇥shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; about request 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f; says shelf is empty
{"timestamp":"2026-03-14T03:12:00.123Z","level":"ERROR","requestId":"8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f","message":"shelf is empty"}
  time 2026-03-14T03:12:00.123Z; level error; about request 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f; says shelf is empty
2026-03-14T03:12:00.123Z 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f Task timed out after 3.01 seconds
  time 2026-03-14T03:12:00.123Z; about request 8f507cfc-1f2e-4e5b-9d2a-0a1b2c3d4e5f; says Task timed out
# AWS CloudTrail
{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"alice"},"eventTime":"2026-03-14T03:12:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"StopLogging","awsRegion":"eu-west-1","requestID":"7a1b2c3d"}
  time 2026-03-14T03:12:00Z; service cloudtrail.amazonaws.com; about request 7a1b2c3d, user alice; says eventversion=1.08
# AWS VPC flow
2 123456789012 eni-0a1b2c3d 192.0.2.7 198.51.100.2 49152 443 6 25 4503 1773457920 1773457980 REJECT OK
  time 2026-03-14T03:12:00Z; says 123456789012 eni
# CloudWatch (exported)
2026-03-14T03:12:00.123Z [ERROR] orders: shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service orders; says shelf is empty
# Google Cloud
{"severity":"ERROR","textPayload":"shelf is empty","timestamp":"2026-03-14T03:12:00.123456789Z","resource":{"type":"k8s_container","labels":{"container_name":"orders","pod_name":"orders-7c9f6b5d4-x2k8p"}},"trace":"projects/shop/traces/4bf92f3577b34da6a3ce929d0e0e4736"}
  time 2026-03-14T03:12:00.123Z; level error; service orders; about pod orders-7c9f6b5d4-x2k8p, trace 4bf92f3577b34da6a3ce929d0e0e4736; says shelf is empty
{"severity":"WARNING","jsonPayload":{"message":"shelf is low"},"receiveTimestamp":"2026-03-14T03:12:01Z","timestamp":"2026-03-14T03:12:00Z"}
  time 2026-03-14T03:12:00Z; level warning; says shelf is low
{"severity":"INFO","httpRequest":{"requestMethod":"GET","requestUrl":"https://shop.example/a","status":502,"latency":"0.5s"},"timestamp":"2026-03-14T03:12:00Z"}
  time 2026-03-14T03:12:00Z; level info; status 502; says httprequest.requestmethod=GET
# Azure Monitor
{"time":"2026-03-14T03:12:00.123Z","resourceId":"/SUBSCRIPTIONS/1","category":"AppServiceConsoleLogs","level":"Error","resultDescription":"shelf is empty"}
  time 2026-03-14T03:12:00.123Z; level error; says shelf is empty
{"time":"2026-03-14T03:12:00Z","operationName":"Delete vault","category":"Administrative","level":"Critical","resultType":"Failure","correlationId":"9b1deb4d-3b7d"}
  time 2026-03-14T03:12:00Z; level fatal; about request 9b1deb4d-3b7d; says operationname=Delete vault
# Azure Application Insights
{"name":"Microsoft.ApplicationInsights.Message","time":"2026-03-14T03:12:00Z","severityLevel":3,"message":"shelf is empty","operation_Id":"4bf92f3577b34da6","cloud_RoleName":"orders"}
  time 2026-03-14T03:12:00Z; level error; service orders; about request 4bf92f3577b34da6; says shelf is empty
# Heroku
2026-03-14T03:12:00.123456+00:00 app[web.1]: ERROR shelf is empty
  time 2026-03-14T03:12:00.123Z; level error; service web; says shelf is empty
2026-03-14T03:12:00.123456+00:00 heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/a" host=shop.example request_id=8f507cfc-1f2e fwd="192.0.2.7" dyno=web.1 status=503 bytes=0
  time 2026-03-14T03:12:00.123Z; level error; status 503; service router; host shop.example; about request 8f507cfc-1f2e; says at=error code=H12
# Cloud Foundry
2026-03-14T03:12:00.12+0100 [APP/PROC/WEB/0] ERR shelf is empty
  time 2026-03-14T02:12:00.120Z; level error; service APP/PROC/WEB; says shelf is empty
# Cloudflare
{"ClientIP":"192.0.2.7","ClientRequestHost":"shop.example","ClientRequestMethod":"GET","ClientRequestURI":"/a","EdgeResponseStatus":522,"EdgeStartTimestamp":"2026-03-14T03:12:00Z","RayID":"7a1b2c3d4e5f6a7b"}
  time 2026-03-14T03:12:00Z; status 522; about request 7a1b2c3d4e5f6a7b; says clientip=192.0.2.7
`);
