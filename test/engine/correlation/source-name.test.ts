import { expect, test } from "vitest";
import { nameOfSource } from "../../../src/engine/correlation/source-name.ts";

test.each([
  ["/var/log/pods/shop_orders-7c9f6b5d4-x2k8p_9f3a/orders/0.log", "orders", "orders-7c9f6b5d4-x2k8p"],
  ["/var/log/pods/shop_kafka-0/kafka/12.log", "kafka", "kafka-0"],
  ["/var/log/containers/orders-7c9f-x2k8_shop_api-0123456789abcdef.log", "api", "orders-7c9f-x2k8"],
  ["/var/log/haproxy.log", "haproxy", ""],
  ["/var/log/postgresql/postgresql-16-main.log", "postgresql", ""],
  ["/var/log/mysql/error.log", "mysql", ""],
  ["/opt/checkout/logs/app-2026-03-14.log", "checkout", ""],
  ["C:\\inetpub\\shop\\access.log", "shop", ""],
  ["payments.log.1", "payments", ""],
  ["carts-6d5f8c9b7-abcde.log", "carts", "carts-6d5f8c9b7-abcde"],
  ["/logs/ts-order-service-5d8f7-x2k8p.log", "ts-order-service", "ts-order-service-5d8f7-x2k8p"],
  ["/data/user.log", "user", ""],
  ["/var/log/auth.log", "", ""],
  ["/var/log/syslog", "", ""],
  ["/var/log/messages", "", ""],
  ["udp:514", "", ""],
  ["WinEventLog:System", "", ""],
  ["-", "", ""],
  ["", "", ""],
])("%s is of %s", (source, service, pod) => {
  expect(nameOfSource(source)).toEqual({ service, pod });
});
