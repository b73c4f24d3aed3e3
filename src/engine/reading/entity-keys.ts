/** What a line is about, beyond its service. */
export const entityKinds = [
  ...(["request", "trace", "span", "transaction", "session"] as const),
  ...(["block", "pod", "container", "user", "order"] as const),
];
export type EntityKind = (typeof entityKinds)[number];

/** Keys, in lower case and without `_`, `-`, dots and slashes, by what they name. */
const keysOfKind: Readonly<Record<EntityKind, string>> = {
  request:
    "requestid reqid rid xrequestid httprequestid correlationid xcorrelationid awsrequestid operationid msgid messageid jobid jid rayid cfray activityid",
  trace:
    "traceid trace xb3traceid ddtraceid traceparent xamzntraceid oteltraceid logginggoogleapiscomtrace xtraceid",
  span: "spanid xb3spanid ddspanid otelspanid logginggoogleapiscomspanid",
  transaction: "transactionid txid txnid xid paymentid transaction",
  session: "sessionid session sid connectionid connid sessid jsessionid phpsessid",
  block: "blockid blk block blkid",
  pod: "pod podname kubernetespodname k8spodname kubernetespod",
  container: "containerid container dockerid dockercontainerid kubernetescontainerid",
  user: "user username userid usr uid login account accountid acct principal enduserid usrname suser duser useridentityusername targetusername subjectusername",
  order: "orderid orderno ordernumber order",
};
const kindOfKey: ReadonlyMap<string, EntityKind> = new Map(
  (Object.entries(keysOfKind) as [EntityKind, string][]).flatMap(([kind, keys]) =>
    keys.split(" ").map((key) => [key, kind] as const),
  ),
);

/** What a field names, by its key; of a nested key, such as `attributes.request_id`, the last part may decide. */
export function kindOfField(key: string): EntityKind | undefined {
  return kindOfKey.get(key.replace(/[./_-]/g, "")) ?? kindOfKey.get(lastOf(key));
}

function lastOf(key: string): string {
  return key.slice(Math.max(key.lastIndexOf("."), key.lastIndexOf("/")) + 1).replace(/[_-]/g, "");
}
