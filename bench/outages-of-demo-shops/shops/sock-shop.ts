import { shopOf } from "./parse.ts";

/** A shop for socks: Go with logfmt, Spring Boot, an Express front end that writes access lines only. */
export const sockShop = shopOf({
  name: "sock shop",
  namespace: "sock-shop",
  patience: 5_000,
  protocol: "http",
  network: "10.96.12",
  services: `
edge-router | nginx | 80 | 1 | 1 3 | mute
front-end | morgan | 8079 | 1 | 2 12 | vague
catalogue user payment | gokit | 80 | 1 | 1 6 | tells
carts | logback | 80 | 1 | 4 25 | tells
orders | logback | 80 | 1 | 6 40 | vague
shipping | logback | 80 | 1 | 3 15 | tells
queue-master | logback | 80 | 1 | 10 60 | mute
catalogue-db | mysql | 3306 | 1 | 1 6 | mute
user-db carts-db orders-db | mongo | 27017 | 1 | 1 7 | mute
session-db | redis | 6379 | 1 | 1 3 | mute
rabbitmq | rabbit | 5672 | 1 | 1 4 | mute`,
  operations: `
catalogue-db.sql | SQL sock | - | - | -
user-db.find | FIND customers | - | - | -
carts-db.find | FIND cart | - | - | -
orders-db.save | INSERT customerOrder | - | - | -
session-db.get | GET session | - | - | -
rabbitmq.publish | PUBLISH shipping-task | - | - | -
catalogue.list | GET /catalogue | - | method=List tags= order=id pageNum=1 pageSize=6 result={digit} err={err} took={took} | catalogue-db.sql
catalogue.get | GET /catalogue/{id} | - | method=Get id={id} sock={id} err={err} took={took} | catalogue-db.sql
catalogue.tags | GET /tags | - | method=Tags result={n} err={err} took={took} | catalogue-db.sql
user.login | GET /login | - | method=Login took={took} err={err} | user-db.find
user.address | GET /customers/{hex}/addresses | - | method=GetAddresses id={hex} result={digit} took={took} err={err} | user-db.find
user.card | GET /cards/{hex} | - | method=GetCards id={hex} result={digit} took={took} err={err} | user-db.find
payment.authorise | POST /paymentAuth | - | method=Authorise result=true took={took} err={err} | -
carts.get | GET /carts/{hex}/items | - | - | carts-db.find
carts.add | POST /carts/{hex}/items | - | works.weave.socks.cart.controllers.ItemsController: Creating item in cart: {hex} | carts-db.find
carts.delete | DELETE /carts/{hex} | - | - | carts-db.find
shipping.ship | POST /shipping | works.weave.socks.shipping.controllers.ShippingController: Adding shipment to queue... | - | rabbitmq.publish
queue-master.take | GET /tasks | - | works.weave.socks.queuemaster.ShippingTaskHandler: Received shipment task: {hex} | rabbitmq.publish
orders.create | POST /orders | works.weave.socks.orders.controllers.OrdersController: Starting calls | works.weave.socks.orders.controllers.OrdersController: Received payment response: PaymentResponse@{hex} | user.address user.card carts.get payment.authorise shipping.ship orders-db.save carts.delete?
orders.list | GET /orders/search/customerId | - | - | orders-db.save
front-end.home | GET / | - | {morgan} | session-db.get?
front-end.catalogue | GET /catalogue | - | {morgan} | session-db.get? catalogue.list
front-end.tags | GET /tags | - | {morgan} | catalogue.tags
front-end.detail | GET /catalogue/{id} | - | {morgan} | session-db.get? catalogue.get
front-end.login | GET /login | - | {morgan} | session-db.get user.login carts.get?
front-end.cart | GET /cart | - | {morgan} | session-db.get carts.get
front-end.add | POST /cart | - | {morgan} | session-db.get catalogue.get carts.add
front-end.orders | GET /orders | - | {morgan} | session-db.get orders.list
front-end.buy | POST /orders | Request received with body: [object Object] | {morgan} | session-db.get user.address orders.create
edge-router.home | GET / | - | {access} | front-end.home
edge-router.catalogue | GET /catalogue?page=1&size=6 | - | {access} | front-end.catalogue
edge-router.tags | GET /tags | - | {access} | front-end.tags
edge-router.detail | GET /catalogue/{id} | - | {access} | front-end.detail
edge-router.login | GET /login | - | {access} | front-end.login
edge-router.cart | GET /cart | - | {access} | front-end.cart
edge-router.add | POST /cart | - | {access} | front-end.add
edge-router.orders | GET /orders | - | {access} | front-end.orders
edge-router.buy | POST /orders | - | {access} | front-end.buy
queue-master.poll | GET /tasks | - | - | queue-master.take`,
  journeys: `
4 | edge-router.home edge-router.catalogue edge-router.tags
4 | edge-router.detail edge-router.cart
3 | edge-router.login edge-router.detail edge-router.add
3 | edge-router.cart edge-router.buy queue-master.poll
2 | edge-router.orders`,
  habits: `
user | 60 | error | method=Login took=1.{n}ms err=unauthorized
catalogue | 30 | error | method=Get id={hex} sock= err="sql: no rows in result set" took={n}µs
payment | 30 | warn | method=Authorise result=false took={n}µs err="Payment declined: amount exceeds 100.00"
catalogue | 240 | info | method=Health result={digit} took={n}µs
user | 240 | info | method=Health result={digit} took={n}µs
payment | 240 | info | method=Health result={digit} took={n}µs
front-end | 30 | error | Error: Product not found in cart: {hex}
front-end | 20 | warn | (node:16) [DEP0005] DeprecationWarning: Buffer() is deprecated due to security and usability issues.
carts | 25 | warn | o.s.d.m.core.mapping.event.LoggingEventListener: Item {hex} was not in the cart of {user}, nothing removed
orders | 18 | error | works.weave.socks.orders.controllers.OrdersController$PaymentDeclinedException: Payment declined for customer {hex}
style:logback | 3 | warn | o.s.c.n.zipkin.ZipkinSpanReporter: Dropped {n} spans, no collector at zipkin:9411
style:mongo | 80 | info | Connection ended ;; remote=10.244.{byte}.{byte}:{number} connectionCount={n}
style:mongo | 6 | warn | Use of deprecated server command ;; command=count
catalogue-db | 20 | warn | [Warning] Aborted connection {number} to db: 'socksdb' user: 'catalogue_user' host: '10.244.{byte}.{byte}' (Got an error reading communication packets)
session-db | 12 | info | * 10 changes in 300 seconds. Saving...
rabbitmq | 25 | warn | closing AMQP connection <0.{number}.0> (10.244.{byte}.{byte}:{number} -> 10.244.{byte}.{byte}:5672): client unexpectedly closed TCP connection
edge-router | 12 | error | open() "/usr/share/nginx/html/robots.txt" failed (2: No such file or directory), client: 203.0.113.{byte}, server: shop`,
});
