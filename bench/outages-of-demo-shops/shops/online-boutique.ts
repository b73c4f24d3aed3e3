import { shopOf } from "./parse.ts";

const started = "debug:request started ;; http.req.id={id} http.req.method={method} http.req.path={path}";
const complete = `debug:request complete ;; http.req.id={id} http.req.method={method} http.req.path={path} http.resp.bytes={number} http.resp.status={status} http.resp.took_ms={ms} session={id}`;

/** A boutique of many languages that calls by gRPC and writes JSON, nearly everywhere. */
export const onlineBoutique = shopOf({
  name: "online boutique",
  namespace: "boutique",
  patience: 3_000,
  protocol: "grpc",
  network: "10.3.240",
  services: `
frontend | logrus | 8080 | 2 | 2 9 | tells
checkoutservice | logrus | 5050 | 1 | 3 12 | vague
productcatalogservice | logrus | 3550 | 1 | 1 6 | mute
shippingservice | logrus | 50051 | 1 | 1 5 | mute
currencyservice | pino | 7000 | 1 | 1 6 | tells
paymentservice | pino | 50052 | 1 | 3 12 | tells
recommendationservice | pyjson | 8081 | 1 | 4 20 | tells
emailservice | pyjson | 5000 | 1 | 5 30 | mute
cartservice | csharp | 7070 | 1 | 2 9 | tells
adservice | log4j | 9555 | 1 | 2 10 | mute
redis-cart | redis | 6379 | 1 | 1 3 | mute`,
  operations: `
redis-cart.hash | HGET cart | - | - | -
cartservice.get | POST /hipstershop.CartService/GetCart | GetCartAsync called with userId={id} | - | redis-cart.hash
cartservice.add | POST /hipstershop.CartService/AddItem | AddItemAsync called with userId={id}, productId={product}, quantity={digit} | - | redis-cart.hash
cartservice.empty | POST /hipstershop.CartService/EmptyCart | EmptyCartAsync called with userId={id} | - | redis-cart.hash
productcatalogservice.list | POST /hipstershop.ProductCatalogService/ListProducts | - | - | -
productcatalogservice.get | POST /hipstershop.ProductCatalogService/GetProduct | - | - | -
currencyservice.supported | POST /hipstershop.CurrencyService/GetSupportedCurrencies | Getting supported currencies... | - | -
currencyservice.convert | POST /hipstershop.CurrencyService/Convert | - | conversion request successful | -
adservice.ads | POST /hipstershop.AdService/GetAds | received ad request (context_words=[{word}]) | - | -
recommendationservice.list | POST /hipstershop.RecommendationService/ListRecommendations | - | [Recv ListRecommendations] product_ids=['{product}', '{product}', '{product}'] | productcatalogservice.list
shippingservice.quote | POST /hipstershop.ShippingService/GetQuote | [GetQuote] received request | [GetQuote] completed request | -
shippingservice.ship | POST /hipstershop.ShippingService/ShipOrder | [ShipOrder] received request | [ShipOrder] completed request | -
paymentservice.charge | POST /hipstershop.PaymentService/Charge | PaymentService#Charge invoked with request {"amount":{"currency_code":"EUR","units":"{n}","nanos":0}} | Transaction processed: visa ending {number} Amount: EUR{n}.0 | -
emailservice.send | POST /hipstershop.EmailService/SendOrderConfirmation | - | A request to send order confirmation email to {user}@example.com has been received. | -
checkoutservice.place | POST /hipstershop.CheckoutService/PlaceOrder | [PlaceOrder] user_id="{id}" user_currency="EUR" | payment went through (transaction_id: {id}) | cartservice.get productcatalogservice.get currencyservice.convert shippingservice.quote paymentservice.charge shippingservice.ship cartservice.empty? emailservice.send?
frontend.home | GET / | ${started} | ${complete} | currencyservice.supported productcatalogservice.list cartservice.get currencyservice.convert adservice.ads?
frontend.product | GET /product/{product} | ${started} | ${complete} | productcatalogservice.get currencyservice.supported cartservice.get currencyservice.convert recommendationservice.list? adservice.ads?
frontend.view | GET /cart | ${started} | ${complete} | currencyservice.supported cartservice.get recommendationservice.list? shippingservice.quote productcatalogservice.get currencyservice.convert
frontend.add | POST /cart | ${started} | ${complete} | productcatalogservice.get cartservice.add
frontend.currency | POST /setCurrency | ${started} | ${complete} | -
frontend.checkout | POST /cart/checkout | ${started} | ${complete} | checkoutservice.place recommendationservice.list? currencyservice.supported`,
  journeys: `
2 | frontend.home
1 | frontend.currency frontend.home
8 | frontend.product
3 | frontend.product frontend.add
3 | frontend.view
2 | frontend.product frontend.add frontend.checkout`,
  habits: `
paymentservice | 25 | warn | PaymentService#Charge failed: Credit card info is invalid (expired {date})
frontend | 40 | error | request error ;; error=could not retrieve product http.req.path=/product/{hex} http.resp.status=404
frontend | 30 | warn | failed to retrieve ads ;; error=no matching ad
checkoutservice | 15 | warn | failed to send order confirmation to "{user}@example.com": rpc error: code = InvalidArgument desc = mailbox unavailable
currencyservice | 12 | error | conversion request failed: Unsupported currency code {word}
recommendationservice | 12 | warn | Falling back to default catalogue order, no history for {id}
emailservice | 6 | error | Template lookup missed for locale {word}, using default
cartservice | 14 | warn | Microsoft.AspNetCore.Server.Kestrel[22]: As of "{date}", the heartbeat has been running for "00:00:01.{n}" which is longer than "00:00:01".
adservice | 20 | warn | GetAds: no ads for context, random ads served
productcatalogservice | 6 | info | catalog parsed, {n} products
redis-cart | 24 | info | * 100 changes in 300 seconds. Saving...
redis-cart | 24 | info | * Background saving terminated with success
redis-cart | 2 | warn | # WARNING overcommit_memory is set to 0! Background save may fail under low memory condition.`,
});
