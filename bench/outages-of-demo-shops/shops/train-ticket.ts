import { shopOf } from "./parse.ts";

/** Some forty small Java services around a railway's tickets, of which many say little; some in other languages. */
export const trainTicket = shopOf({
  name: "train ticket",
  namespace: "ticket",
  patience: 10_000,
  protocol: "http",
  network: "10.101.14",
  services: `
ts-ui-dashboard | nginx | 8080 | 1 | 1 4 | mute
ts-gateway-service | logback | 18888 | 1 | 2 8 | tells
ts-auth-service ts-order-service ts-travel-service ts-basic-service ts-inside-payment-service | logback | 12031 | 1 | 6 40 | tells
ts-preserve-service ts-seat-service ts-user-service ts-cancel-service ts-travel-plan-service | logback | 14568 | 1 | 8 50 | tells
ts-security-service ts-contacts-service ts-food-service ts-assurance-service ts-order-other-service | logback | 11188 | 1 | 5 30 | vague
ts-station-service ts-route-service ts-train-service ts-price-service ts-config-service | logback | 12345 | 1 | 3 20 | mute
ts-consign-service ts-consign-price-service ts-station-food-service ts-train-food-service ts-payment-service | logback | 16111 | 1 | 4 25 | vague
ts-admin-order-service ts-admin-route-service ts-admin-travel-service ts-admin-user-service ts-execute-service ts-rebook-service ts-notification-service ts-delivery-service ts-route-plan-service ts-wait-order-service ts-preserve-other-service | logback | 12386 | 1 | 5 20 | mute
ts-verification-code-service | logback | 15678 | 1 | 2 9 | mute
ts-ticket-office-service | pino | 16108 | 1 | 2 10 | tells
ts-news-service | logrus | 12862 | 1 | 1 5 | tells
ts-avatar-service | flask | 17001 | 1 | 20 90 | tells
ts-voucher-service | flask | 16101 | 1 | 8 40 | tells
ts-order-mysql ts-user-mysql ts-travel-mysql ts-station-mysql | mysql | 3306 | 1 | 1 9 | mute
ts-contacts-mongo ts-food-mongo ts-consign-mongo | mongo | 27017 | 1 | 1 7 | mute
rabbitmq | rabbit | 5672 | 1 | 1 4 | mute`,
  operations: `
ts-order-mysql.sql | SQL order | - | - | -
ts-user-mysql.sql | SQL user | - | - | -
ts-travel-mysql.sql | SQL trip | - | - | -
ts-station-mysql.sql | SQL station | - | - | -
ts-contacts-mongo.find | FIND contacts | - | - | -
ts-food-mongo.find | FIND stations | - | - | -
ts-consign-mongo.find | FIND consign_record | - | - | -
rabbitmq.publish | PUBLISH email | - | - | -
ts-station-service.id | GET /api/v1/stationservice/stations/id/{station} | - | - | ts-station-mysql.sql
ts-route-service.one | GET /api/v1/routeservice/routes/{id} | - | [searchByRouteId][Route found][RouteId: {id}] | ts-travel-mysql.sql
ts-train-service.byName | GET /api/v1/trainservice/trains/byName/{train} | - | - | ts-travel-mysql.sql
ts-price-service.price | GET /api/v1/priceservice/prices/{id}/{train} | - | [findByRouteIdAndTrainType][Find price][routeId: {id}] | -
ts-config-service.name | GET /api/v1/configservice/configs/DirectTicketAllocationProportion | - | - | -
ts-order-service.sold | GET /api/v1/orderservice/order/tickets | - | [getSoldTickets][Sold tickets: {n}] | ts-order-mysql.sql
ts-order-service.create | POST /api/v1/orderservice/order | [createNewOrder][Begin][accountId: {user}] | [createNewOrder][Order created][orderId: {id}] | ts-order-mysql.sql
ts-order-service.list | POST /api/v1/orderservice/order/refresh | - | [queryOrders][Get order num: {n}] | ts-order-mysql.sql ts-station-service.id
ts-order-service.pay | GET /api/v1/orderservice/order/status/{id}/1 | - | [modifyOrder][Success][orderId: {id}] | ts-order-mysql.sql
ts-order-other-service.list | POST /api/v1/orderOtherService/orderOther/refresh | - | - | ts-order-mysql.sql
ts-basic-service.travel | POST /api/v1/basicservice/basic/travel | [queryForTravel][From: {station}][To: {station}] | - | ts-station-service.id ts-train-service.byName ts-route-service.one ts-price-service.price
ts-seat-service.left | POST /api/v1/seatservice/seats/left_tickets | - | [getLeftTicketOfInterval][Left: {n}] | ts-order-service.sold ts-config-service.name
ts-seat-service.give | POST /api/v1/seatservice/seats | [distributeSeat][TravelDate: {date}] | - | ts-order-service.sold ts-config-service.name
ts-travel-service.left | POST /api/v1/travelservice/trips/left | [queryInfo][startPlace: {station}, endPlace: {station}] | [queryInfo][Trips: {n}] | ts-travel-mysql.sql ts-basic-service.travel ts-seat-service.left
ts-travel-plan-service.cheapest | POST /api/v1/travelplanservice/travelPlan/cheapest | [getCheapest][Start: {station}] | - | ts-travel-service.left ts-seat-service.left
ts-user-service.id | GET /api/v1/userservice/users/id/{id} | - | - | ts-user-mysql.sql
ts-verification-code-service.verify | GET /api/v1/verifycode/verify/{hex} | - | - | -
ts-auth-service.login | POST /api/v1/users/login | [getToken][Begin][username: {user}] | [getToken][Success][username: {user}] | ts-verification-code-service.verify ts-user-mysql.sql
ts-security-service.check | GET /api/v1/securityservice/securityConfigs/{id} | - | - | ts-order-service.list ts-order-other-service.list
ts-contacts-service.account | GET /api/v1/contactservice/contacts/account/{id} | - | - | ts-contacts-mongo.find
ts-assurance-service.create | GET /api/v1/assuranceservice/assurances/1/{id} | - | [create][Assurance created][orderId: {id}] | -
ts-station-food-service.stations | POST /api/v1/stationfoodservice/stationfoodstores | - | - | ts-food-mongo.find
ts-train-food-service.trip | GET /api/v1/trainfoodservice/trainfoods/{train} | - | - | ts-food-mongo.find
ts-food-service.all | GET /api/v1/foodservice/foods/{date}/{station}/{station}/{train} | [getAllFood][Begin][tripId: {train}] | - | ts-train-food-service.trip ts-travel-service.left ts-station-food-service.stations
ts-consign-price-service.price | GET /api/v1/consignpriceservice/consignprice/{n}/true | - | - | -
ts-consign-service.create | POST /api/v1/consignservice/consigns | - | [insertConsign][Saved][consignId: {id}] | ts-consign-price-service.price ts-consign-mongo.find
ts-payment-service.pay | POST /api/v1/paymentservice/payment | - | - | -
ts-inside-payment-service.pay | POST /api/v1/inside_pay_service/inside_payment | [pay][Begin][orderId: {id}] | [pay][Success][price: {n}.0] | ts-order-service.pay ts-payment-service.pay
ts-cancel-service.cancel | GET /api/v1/cancelservice/cancel/{id}/{id} | [cancelOrder][Begin][orderId: {id}] | - | ts-order-service.pay ts-inside-payment-service.pay ts-user-service.id
ts-preserve-service.preserve | POST /api/v1/preserveservice/preserve | [preserve][Step 1][Check security] | [preserve][Done][orderId: {id}] | ts-security-service.check ts-contacts-service.account ts-travel-service.left ts-basic-service.travel ts-seat-service.give ts-order-service.create ts-assurance-service.create? ts-user-service.id rabbitmq.publish?
ts-news-service.news | GET /hello | - | news sent ;; items={n} | -
ts-avatar-service.face | POST /api/v1/avatar | - | {client} - - [{clf}] "POST /api/v1/avatar HTTP/1.1" {status} - | -
ts-voucher-service.get | POST /getVoucher | - | {client} - - [{clf}] "POST /getVoucher HTTP/1.1" {status} - | ts-order-service.list
ts-ticket-office-service.list | GET /office/getAll | - | offices listed ;; count={n} | -
ts-gateway-service.login | POST /api/v1/users/login | - | - | ts-auth-service.login
ts-gateway-service.left | POST /api/v1/travelservice/trips/left | - | - | ts-travel-service.left
ts-gateway-service.plan | POST /api/v1/travelplanservice/travelPlan/cheapest | - | - | ts-travel-plan-service.cheapest
ts-gateway-service.preserve | POST /api/v1/preserveservice/preserve | - | - | ts-preserve-service.preserve
ts-gateway-service.pay | POST /api/v1/inside_pay_service/inside_payment | - | - | ts-inside-payment-service.pay
ts-gateway-service.orders | POST /api/v1/orderservice/order/refresh | - | - | ts-order-service.list
ts-gateway-service.cancel | GET /api/v1/cancelservice/cancel/{id}/{id} | - | - | ts-cancel-service.cancel
ts-gateway-service.food | GET /api/v1/foodservice/foods/{date}/{station}/{station}/{train} | - | - | ts-food-service.all
ts-gateway-service.consign | PUT /api/v1/consignservice/consigns | - | - | ts-consign-service.create
ts-gateway-service.voucher | POST /getVoucher | - | - | ts-voucher-service.get
ts-gateway-service.avatar | POST /api/v1/avatar | - | - | ts-avatar-service.face
ts-ui-dashboard.login | POST /api/v1/users/login | - | {access} | ts-gateway-service.login
ts-ui-dashboard.left | POST /api/v1/travelservice/trips/left | - | {access} | ts-gateway-service.left
ts-ui-dashboard.plan | POST /api/v1/travelplanservice/travelPlan/cheapest | - | {access} | ts-gateway-service.plan
ts-ui-dashboard.preserve | POST /api/v1/preserveservice/preserve | - | {access} | ts-gateway-service.preserve
ts-ui-dashboard.pay | POST /api/v1/inside_pay_service/inside_payment | - | {access} | ts-gateway-service.pay
ts-ui-dashboard.orders | POST /api/v1/orderservice/order/refresh | - | {access} | ts-gateway-service.orders
ts-ui-dashboard.cancel | GET /api/v1/cancelservice/cancel/{id}/{id} | - | {access} | ts-gateway-service.cancel
ts-ui-dashboard.food | GET /api/v1/foodservice/foods/{date}/{station}/{station}/{train} | - | {access} | ts-gateway-service.food
ts-ui-dashboard.consign | PUT /api/v1/consignservice/consigns | - | {access} | ts-gateway-service.consign
ts-ui-dashboard.news | GET /news-service/news | - | {access} | ts-news-service.news?
ts-ui-dashboard.office | GET /office/getAll | - | {access} | ts-ticket-office-service.list?
ts-ui-dashboard.voucher | POST /getVoucher | - | {access} | ts-gateway-service.voucher
ts-ui-dashboard.avatar | POST /api/v1/avatar | - | {access} | ts-gateway-service.avatar`,
  journeys: `
5 | ts-ui-dashboard.login ts-ui-dashboard.left
3 | ts-ui-dashboard.left ts-ui-dashboard.food ts-ui-dashboard.preserve ts-ui-dashboard.pay
2 | ts-ui-dashboard.orders ts-ui-dashboard.consign
2 | ts-ui-dashboard.plan
1 | ts-ui-dashboard.orders ts-ui-dashboard.cancel
1 | ts-ui-dashboard.voucher ts-ui-dashboard.news
1 | ts-ui-dashboard.office ts-ui-dashboard.avatar`,
  habits: `
style:logback | 10 | info | com.netflix.discovery.shared.resolver.aws.ConfigClusterResolver: Resolving eureka endpoints via configuration
style:logback | 1 | warn | org.hibernate.engine.jdbc.spi.SqlExceptionHelper: SQL Warning Code: 1292, SQLState: 22007
ts-auth-service | 70 | warn | auth.service.impl.TokenServiceImpl: [getToken][Verification failed][username: {user}, code: {hex}]
ts-auth-service | 40 | error | auth.exception.handler.GlobalExceptionHandler: Incorrect username or password. username: {user}
ts-order-service | 45 | error | order.service.OrderServiceImpl: [modifyOrder][Modify order fail][Order not found][orderId: {id}]
ts-seat-service | 25 | warn | seat.service.SeatServiceImpl: [getLeftTicketOfInterval][No sold ticket][TripId: {train}]
ts-contacts-service | 30 | error | contacts.service.ContactsServiceImpl: [createContacts][Contacts already exists][accountId: {id}]
ts-inside-payment-service | 35 | warn | inside_payment.service.InsidePaymentServiceImpl: [pay][Payment failed][Balance is not enough][userId: {id}]
ts-station-service | 50 | warn | fdse.microservice.service.StationServiceImpl: [queryForId][Station name not found][name: {station}]
ts-food-service | 20 | error | foodsearch.service.FoodServiceImpl: [getAllFood][Get the Get Food Request Failed!][date: {date}, tripId: {train}]
ts-gateway-service | 30 | warn | o.s.w.s.PageNotFound: No mapping for GET /api/v1/{user}/favicon.ico
ts-notification-service | 12 | info | notification.mq.RabbitReceive: [process][Received email, sent to {user}@example.org]
ts-avatar-service | 20 | warn | DeprecationWarning: np.float is a deprecated alias for the builtin float
ts-ticket-office-service | 15 | warn | (node:7) DeprecationWarning: collection.find option [fields] is deprecated
style:mysql | 15 | warn | [Warning] Aborted connection {number} to db: 'ts' user: 'ts' host: '10.244.{byte}.{byte}' (Got timeout reading communication packets)
style:mongo | 60 | info | Connection ended ;; remote=10.244.{byte}.{byte}:{number} connectionCount={n}
rabbitmq | 30 | warn | closing AMQP connection <0.{number}.0> (10.244.{byte}.{byte}:{number} -> 10.244.{byte}.{byte}:5672): client unexpectedly closed TCP connection`,
});
