import { line, type Story } from "./story.ts";

/** Microservices whose logs are a container's each. */
export const clusters: readonly Story[] = [
  {
    name: "a slow pricing service that says nothing: its callers' calls time out",
    origin: ["pricing", "pricing-7c9d8f6b54-x2k8p"],
    began: 600,
    strands: [
      line(
        "gateway-5b7f9c6d8-abcde.log",
        "0-1200/1",
        '{"time":"{iso}","level":"info","service":"gateway","msg":"request done","path":"/fares","status":200,"duration_ms":{20-60}}',
      ),
      line(
        "gateway-5b7f9c6d8-abcde.log",
        "606-1200/3",
        '{"time":"{iso}","level":"error","service":"gateway","msg":"request failed","path":"/fares","status":504,"duration_ms":5001}',
      ),
      line(
        "booking-6d5f8c9b7-qwert.log",
        "0-1200/2",
        '{"time":"{iso}","level":"info","service":"booking","msg":"fare computed","duration_ms":{8-20}}',
      ),
      line(
        "booking-6d5f8c9b7-qwert.log",
        "605-1200/3",
        '{"time":"{iso}","level":"error","service":"booking","msg":"fare lookup failed","err":"Get \\"http://pricing:8080/quote\\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"}',
      ),
      line(
        "pricing-7c9d8f6b54-x2k8p.log",
        "0-1200/3",
        '{"time":"{iso}","level":"info","service":"pricing","msg":"quote served"}',
      ),
    ],
  },
  {
    name: "a culprit that writes less and slower, and whom nobody names by a host",
    origin: ["recommender"],
    began: 600,
    strands: [
      line(
        "web.log",
        "0-600/0.7",
        '{"severity":"info","message":"request complete","http.resp.took_ms":{9-30},"http.resp.status":200,"timestamp":"{iso}"}',
      ),
      line(
        "web.log",
        "600-1200/2.5",
        '{"severity":"info","message":"request complete","http.resp.took_ms":{900-2400},"http.resp.status":200,"timestamp":"{iso}"}',
      ),
      line(
        "web.log",
        "630-1200/20",
        '{"severity":"warning","message":"failed to get recommendations: rpc error: code = DeadlineExceeded desc = context deadline exceeded","timestamp":"{iso}"}',
      ),
      line(
        "recommender.log",
        "0-600/1.5",
        '{"timestamp":"{iso}","severity":"INFO","name":"recommender-server","message":"[Recv ListRecommendations] product_ids={1-9}"}',
      ),
      line(
        "recommender.log",
        "600-1200/9",
        '{"timestamp":"{iso}","severity":"INFO","name":"recommender-server","message":"[Recv ListRecommendations] product_ids={1-9}"}',
      ),
      line(
        "catalog.log",
        "0-600/1",
        '{"severity":"info","message":"product {100-900} served","timestamp":"{iso}"}',
      ),
      line(
        "catalog.log",
        "600-1200/3.5",
        '{"severity":"info","message":"product {100-900} served","timestamp":"{iso}"}',
      ),
      line(
        "ads.log",
        "0-600/2",
        '{"severity":"info","message":"received ad request (context_words=[hair])","timestamp":"{iso}"}',
      ),
      line(
        "ads.log",
        "600-1200/7",
        '{"severity":"info","message":"received ad request (context_words=[hair])","timestamp":"{iso}"}',
      ),
    ],
  },
  {
    name: "payments are refused: the front end speaks of charging a card",
    origin: ["paymentservice"],
    began: 500,
    strands: [
      line(
        "frontend.log",
        "0-1000/1",
        '{"http.req.method":"GET","http.req.path":"/product/{100-999}","message":"request complete","severity":"debug","timestamp":"{iso}"}',
      ),
      line(
        "frontend.log",
        "502-1000/4",
        '{"error":"failed to complete the order: rpc error: code = Internal desc = failed to charge card: could not charge the card: rpc error: code = Unavailable desc = connection error","message":"request error","severity":"error","timestamp":"{iso}"}',
      ),
      line(
        "checkoutservice.log",
        "0-1000/3",
        '{"message":"[PlaceOrder] user_id=\\"{hex}\\" user_currency=\\"EUR\\"","severity":"info","timestamp":"{iso}"}',
      ),
      line(
        "checkoutservice.log",
        "0-500/3",
        '{"message":"payment went through (transaction_id: {hex})","severity":"info","timestamp":"{iso}"}',
      ),
      line(
        "paymentservice.log",
        "0-500/3",
        '{"severity":"info","time":{100000-999999},"message":"Transaction processed: visa ending 0454 Amount: EUR{10-99}"}',
      ),
      line(
        "paymentservice.log",
        "500-1000/80",
        '{"severity":"info","time":{100000-999999},"message":"Transaction processed: visa ending 0454 Amount: EUR{10-99}"}',
      ),
      line(
        "shippingservice.log",
        "0-1000/3",
        '{"message":"[GetQuote] completed request","severity":"info","timestamp":"{iso}"}',
      ),
    ],
  },
  {
    name: "a pod is killed for memory again and again: the kubelet says so",
    origin: ["basket", "basket-7d9f8b6c5-lm2kx"],
    began: 600,
    strands: [
      line("storefront.log", "0-1200/1", "{iso} INFO GET /basket 200 {10-30}ms"),
      line(
        "storefront.log",
        "606-640/2",
        '{iso} ERROR GET /basket 502 upstream "basket" connect: connection refused',
      ),
      line(
        "storefront.log",
        "786-820/2",
        '{iso} ERROR GET /basket 502 upstream "basket" connect: connection refused',
      ),
      line(
        "storefront.log",
        "966-1000/2",
        '{iso} ERROR GET /basket 502 upstream "basket" connect: connection refused',
      ),
      line(
        "node-3:kubelet.log",
        "604,784,964",
        'I{klog} 1187 kuberuntime_container.go:722] "Killing container with a grace period" pod="shop/basket-7d9f8b6c5-lm2kx" containerName="basket" gracePeriod=30',
      ),
      line(
        "node-3:kubelet.log",
        "606,786,966",
        'E{klog} 1187 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"basket\\" with CrashLoopBackOff: \\"back-off 40s restarting failed container=basket pod=basket-7d9f8b6c5-lm2kx_shop\\""',
      ),
      line(
        "node-3:kern.log",
        "603,783,963",
        "{syslog} node-3 kernel: Memory cgroup out of memory: Killed process {1000-9000} (dotnet) total-vm:3108244kB, anon-rss:261244kB",
      ),
      line(
        "basket.log",
        "0-602/2",
        "{iso} info: basket.services.CartStore[0] GetCart called with userId={hex}",
      ),
      line(
        "basket.log",
        "640-782/2",
        "{iso} info: basket.services.CartStore[0] GetCart called with userId={hex}",
      ),
      line(
        "basket.log",
        "820-962/2",
        "{iso} info: basket.services.CartStore[0] GetCart called with userId={hex}",
      ),
    ],
  },
  {
    name: "a new release throws: its callers only hand on 500",
    origin: ["seats"],
    began: 700,
    strands: [
      line("ui.log", "0-1300/1.5", '{iso} "GET /reserve HTTP/1.1" 200 {100-900}'),
      line("ui.log", "703-1300/3", '{iso} "GET /reserve HTTP/1.1" 500 31'),
      line(
        "reservation.log",
        "0-1300/2",
        "{spring}  INFO 1 --- [nio-8080-exec-{1-9}] c.t.reservation.ReservationController    : reserve for train G{100-999}",
      ),
      line(
        "reservation.log",
        "702-1300/3",
        "{spring} ERROR 1 --- [nio-8080-exec-{1-9}] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() threw exception: org.springframework.web.client.HttpServerErrorException: 500 null from http://seats:18898/api/v1/seats",
      ),
      line(
        "seats.log",
        "690",
        "{spring}  INFO 1 --- [main] c.t.seats.SeatsApplication    : Starting SeatsApplication v1.8.2",
      ),
      line(
        "seats.log",
        "0-1300/2",
        "{spring}  INFO 1 --- [nio-18898-exec-{1-9}] c.t.seats.SeatController    : seats left {1-80}",
      ),
      line(
        "seats.log",
        "702-1300/3",
        '{spring} ERROR 1 --- [nio-18898-exec-{1-9}] c.t.seats.SeatController    : java.lang.NullPointerException: Cannot invoke "Seat.getClassName()" because "seat" is null',
      ),
    ],
  },
  {
    name: "delay before a database: the owner of the pool waits, everybody behind it, too",
    origin: ["user-db"],
    began: 600,
    strands: [
      line("front-end.log", "0-600/1", "{iso} GET /customers 200 {3-9}.{100-999} ms - 1204"),
      line("front-end.log", "600-1200/4", "{iso} GET /customers 200 {4000-9000}.{100-999} ms - 1204"),
      line(
        "front-end.log",
        "640-1200/9",
        "{iso} Error: ESOCKETTIMEDOUT at ClientRequest for http://user/customers",
      ),
      line(
        "user.log",
        "0-600/1",
        "ts={iso} caller=logging.go:62 method=GetUsers id={hex} result=1 took={200-900}µs",
      ),
      line(
        "user.log",
        "600-1200/4",
        "ts={iso} caller=logging.go:62 method=GetUsers id={hex} result=1 took={3-7}.{100-999}s",
      ),
      line(
        "user.log",
        "630-1200/12",
        'ts={iso} caller=server.go:110 err="read tcp 10.2.0.8:41022->user-db:27017: i/o timeout"',
      ),
      line(
        "user-db.log",
        "0-1200/15",
        "{iso} I NETWORK  [listener] connection accepted from 10.2.0.8:{40000-49000} #{100-900}",
      ),
    ],
  },
  {
    name: "a culprit that logs nothing at all, named in the URL of one caller",
    origin: ["ts-food-service", "food"],
    began: 600,
    strands: [
      line(
        "ts-gateway-service.log",
        "0-1200/1",
        "{spring} INFO 1 --- [reactor-http-{1-4}] gateway.filter.AccessLog : POST /api/v1/preserveservice/preserve 200",
      ),
      line(
        "ts-preserve-service.log",
        "0-1200/2",
        "{spring} INFO 1 --- [http-nio-14568-exec-{1-9}] preserve.service.PreserveServiceImpl : [preserve][Step 4][Do preserve][success]",
      ),
      line(
        "ts-preserve-service.log",
        "604-1200/6",
        '{spring} ERROR 1 --- [http-nio-14568-exec-{1-9}] preserve.service.PreserveServiceImpl : [addFoodOrder][AddFoodOrder Fail] I/O error on POST request for "http://ts-food-service:18856/api/v1/foodservice/orders": Read timed out',
      ),
      line(
        "ts-order-service.log",
        "0-1200/2",
        "{spring} INFO 1 --- [http-nio-12031-exec-{1-9}] order.service.OrderServiceImpl : [create][Create Success][orderId: {hex}]",
      ),
      line(
        "ts-route-service.log",
        "0-1200/3",
        "{spring} INFO 1 --- [http-nio-11178-exec-{1-9}] route.service.RouteServiceImpl : [getRouteById][routeId: {hex}]",
      ),
    ],
  },
  {
    name: "nothing fails: one service's answers take longer and all write less",
    origin: ["shipping"],
    began: 600,
    strands: [
      line(
        "web-ui.log",
        "0-600/0.5",
        '{"ts":"{iso}","level":"info","path":"/checkout","status":200,"latency_ms":{30-80}}',
      ),
      line(
        "web-ui.log",
        "600-1200/1.6",
        '{"ts":"{iso}","level":"info","path":"/checkout","status":200,"latency_ms":{1300-2600}}',
      ),
      line(
        "orders.log",
        "0-600/1",
        '{"ts":"{iso}","level":"info","msg":"order created","latency_ms":{20-50}}',
      ),
      line(
        "orders.log",
        "600-1200/3",
        '{"ts":"{iso}","level":"info","msg":"order created","latency_ms":{1200-2500}}',
      ),
      line(
        "shipping.log",
        "0-600/1",
        '{"ts":"{iso}","level":"info","msg":"parcel booked","latency_ms":{5-15}}',
      ),
      line(
        "shipping.log",
        "600-1200/3",
        '{"ts":"{iso}","level":"info","msg":"parcel booked","latency_ms":{1100-2400}}',
      ),
      line(
        "catalogue.log",
        "0-600/0.6",
        '{"ts":"{iso}","level":"info","msg":"list served","latency_ms":{2-9}}',
      ),
      line(
        "catalogue.log",
        "600-1200/1.7",
        '{"ts":"{iso}","level":"info","msg":"list served","latency_ms":{2-9}}',
      ),
    ],
  },
  {
    name: "a queue worker dies: the queue grows and its pod is silent",
    origin: ["mailer"],
    began: 600,
    strands: [
      line(
        "api.log",
        "0-1300/1",
        '{"kubernetes":{"container":{"name":"api"}},"log":"accepted order {100-999}","level":"info","@timestamp":"{iso}"}',
      ),
      line(
        "mailer.log",
        "0-598/1.5",
        '{"kubernetes":{"container":{"name":"mailer"}},"log":"mail {100-999} sent","level":"info","@timestamp":"{iso}"}',
      ),
      line(
        "queue.log",
        "0-1300/10",
        '{"kubernetes":{"container":{"name":"queue"}},"log":"accepted connection","level":"info","@timestamp":"{iso}"}',
      ),
      line(
        "queue.log",
        "640-1300/15",
        '{"kubernetes":{"container":{"name":"queue"}},"log":"queue mail.out has {1000-9000} ready messages and no consumers","level":"warning","@timestamp":"{iso}"}',
      ),
    ],
  },
  {
    name: "cluster addresses only: the port tells who was dialled",
    origin: ["currencyservice", "10.96.12.7", "currencyservice:7000"],
    began: 500,
    strands: [
      line(
        "frontend.log",
        "0-1000/1",
        '{"message":"request complete","http.resp.status":200,"http.resp.took_ms":{10-50},"severity":"debug","timestamp":"{iso}"}',
      ),
      line(
        "frontend.log",
        "503-1000/2",
        '{"error":"could not retrieve currencies: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 10.96.12.7:7000: connect: connection refused\\"","http.resp.status":500,"message":"request error","severity":"error","timestamp":"{iso}"}',
      ),
      line(
        "checkoutservice.log",
        "503-1000/7",
        '{"message":"failed to convert price to EUR: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 10.96.12.7:7000: connect: connection refused\\"","severity":"warning","timestamp":"{iso}"}',
      ),
      line(
        "checkoutservice.log",
        "0-500/4",
        '{"message":"[PlaceOrder] user_id={hex}","severity":"info","timestamp":"{iso}"}',
      ),
      line(
        "currencyservice.log",
        "0-500/0.8",
        '{"severity":"info","name":"currencyservice-server","pid":1,"message":"conversion request successful"}',
      ),
      line(
        "adservice.log",
        "0-1000/2",
        '{"severity":"INFO","logger":"hipstershop.AdService","message":"received ad request"}',
      ),
    ],
  },
  {
    name: "a config change of one service, whose callers see 403",
    origin: ["auth"],
    began: 640,
    strands: [
      line("edge.log", "0-1200/1", '10.0.{1-9}.{1-99} - - [{access}] "GET /me HTTP/1.1" 200 {100-999}'),
      line("edge.log", "645-1200/2", '10.0.{1-9}.{1-99} - - [{access}] "GET /me HTTP/1.1" 403 31'),
      line("profile.log", "0-640/2", "{iso} INFO profile token accepted for user {100-999}"),
      line("profile.log", "644-1200/2", "{iso} WARN profile token rejected by auth: issuer mismatch"),
      line("auth.log", "638", "{iso} INFO auth configuration reloaded: issuer=https://id.example.net/v2"),
      line("auth.log", "0-1200/3", "{iso} INFO auth token issued for client web"),
      line(
        "auth.log",
        "642-1200/4",
        "{iso} ERROR auth verification failed: issuer of token does not match configured issuer",
      ),
    ],
  },
  {
    name: "packets get lost towards one service: resets and retries among its callers",
    origin: ["inventory"],
    began: 600,
    strands: [
      line("shop.log", "0-1300/1", '{"app":"shop","level":"info","msg":"listed {1-50} items","t":"{iso}"}'),
      line(
        "shop.log",
        "606-1300/5",
        '{"app":"shop","level":"warn","msg":"retrying inventory call, attempt 2: read: connection reset by peer","t":"{iso}"}',
      ),
      line("picker.log", "0-1300/2", '{"app":"picker","level":"info","msg":"picked {1-50}","t":"{iso}"}'),
      line(
        "picker.log",
        "610-1300/6",
        '{"app":"picker","level":"error","msg":"POST inventory/reserve: EOF","t":"{iso}"}',
      ),
      line(
        "inventory.log",
        "0-600/1",
        '{"app":"inventory","level":"info","msg":"reserved {1-50}","t":"{iso}"}',
      ),
      line(
        "inventory.log",
        "600-1300/4",
        '{"app":"inventory","level":"info","msg":"reserved {1-50}","t":"{iso}"}',
      ),
      line(
        "billing.log",
        "0-1300/2",
        '{"app":"billing","level":"info","msg":"invoice {100-900} sent","t":"{iso}"}',
      ),
    ],
  },
];
