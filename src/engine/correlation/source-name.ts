/** File names that say what a file holds, not who writes it. */
const generic =
  /^(?:access|all|app|application|catalina|console|current|daemon|data|debug|err|error|errors|event|events|file|general|info|input|journal|kern|log|logs|main|messages|out|output|request|requests|server|service|slow|slowlog|std|stderr|stdin|stdout|syslog|system|trace|udp|tcp|http|var|opt|srv|home|tmp|usr|root|wineventlog|xmlwineventlog|secure|current|default|errorlog|alert(?:_\w{1,30})?|amqerr\d{1,2}|standalone|systemout|systemerr|native_std\w{3}|verbosegc|gc|listener|localhost|audit|audit_?log|security|cron|boot|dmesg|maillog|nohup|trace\d*|errors|-)?$/i;
/** `/var/log/pods/shop_orders-7c9f-x2k8_9f3a/orders/0.log`, as the kubelet names them. */
const ofPod = /\/pods\/[^/_]{1,253}_([^/_]{1,253})(?:_[^/]{1,64})?\/([^/]{1,253})\/\d{1,6}\.log/;
/** `/var/log/containers/orders-7c9f-x2k8_shop_orders-0123456789abcdef.log`. */
const ofContainer = /\/containers\/([^/_]{1,253})_[^/_]{1,253}_([^/]{1,253})-[\da-f]{12,64}\.log/;
/** `orders-7c9f-x2k8_shop_orders`, of a path or of a field. */
const podAndContainer = /^(([a-z][a-z\d-]{1,60})-[a-z\d-]{1,80})_[a-z\d-]{1,63}_\2$/;
/** A line of many pods, each with its pod and its container before it: `… orders-7c9f-x2k8 orders …`. */
const podBefore = /^(?:\S{10,35}\s+)?(([a-z][a-z\d-]{1,60})-[a-z\d-]{1,80})\s+\2(?=[\s:])/;
/** What syslog calls its files, by facilities; elsewhere these are names of services. */
const ofFacility = /\/log\/(?:auth|user|mail|lpr|news|local\d)(?:\.log|\.\d)*$/;
/** `orders-7c9f6b5d4-x2k8p`, `orders-7c9f-x2k8p`: of a ReplicaSet, and of nothing else. */
export const podSuffix = /-(?=[a-f\d]*\d)[a-f\d]{4,10}-[a-z\d]{5}$/;
/** Dates, numbers of rotation and endings behind the name. */
const ending =
  /(?:[._-](?:\d{1,14}|[\da-f]{12,64}|log|txt|json|jsonl|csv|out|err|gz|xz|zst|bz2|lz4|old|main|access|error))+$/i;

/** Who writes to a source, as the path tells it. */
export interface SourceName {
  /** Empty where the path names nobody. */
  readonly service: string;
  /** Empty outside Kubernetes, where the path tells the service for sure. */
  readonly pod: string;
}

/**
 * Reads Splunk's `source`: a path, as `/var/log/haproxy.log`, or a kind of input, as `udp:514`.
 *
 * @param host what its collector calls the host; some name the pod
 */
export function nameOfSource(source: string, host = ""): SourceName {
  const file = source.slice(source.lastIndexOf("/") + 1).replace(/\.[a-z]{2,5}$/, "");
  const [, pod, container] =
    ofPod.exec(source) ?? ofContainer.exec(source) ?? podAndContainer.exec(file) ?? [];
  if (pod !== undefined && container !== undefined) return { service: container, pod };
  for (const name of [file, host])
    if (podSuffix.test(name)) return { service: name.replace(podSuffix, ""), pod: name };
  if (ofFacility.test(source)) return { service: "", pod: "" };
  const parts = source.split(/[/\\:]/).filter((part) => part !== "");
  for (const part of parts.slice(-3).reverse()) {
    const name = part.replace(ending, "").replace(/-\d{1,4}$/, "");
    if (!generic.test(name) && /^[a-z]/i.test(name)) return { service: name, pod: "" };
  }
  return { service: "", pod: "" };
}

/** Whose line it is where the collector writes the pod and its container before it. */
export function nameBefore(line: string): SourceName | undefined {
  const [, pod, service] = podBefore.exec(line) ?? [];
  return pod === undefined || service === undefined ? undefined : { service, pod };
}
