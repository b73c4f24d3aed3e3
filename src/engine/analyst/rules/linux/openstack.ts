import type { Rule } from "../rule.ts";

/** OpenStack and Open vSwitch. */
export const openstackRules: readonly Rule[] = [
  {
    name: "openstack-port-binding",
    component: "openstack",
    words: [
      "bind",
      "binding",
      "bindingfailed",
      "portbindingfailed",
      "refusing",
      "vif",
      "virtualinterfacecreateexception",
    ],
    pattern:
      /\bfailed to bind port\b|\brefusing to bind port\b|\bbinding ?failed\b|\bportbindingfailed\b|\bvif (?:plug|creation)\w{0,6} (?:timeout|failed)\b|\bvirtualinterfacecreateexception\b|\btimeout waiting for\b.{0,60}\bnetwork-vif-plugged\b/i,
    severity: "P2",
    cause:
      "OpenStack Neutron cannot bind a port (VIF): the network agent on that host is dead or does not fit; the instance has no network",
    action:
      "Run `openstack network agent list`; start the OVN or L2 agent on that host; compare bridge mappings and network type.",
    confidence: 90,
  },
  {
    name: "openstack-messaging",
    component: "openstack",
    words: ["amqp", "messaging", "messagingtimeout", "neutron", "oslo_messaging"],
    pattern:
      /\bmessagingtimeout\b|\boslo[._]messaging\b.{0,160}\b(?:timed out|unreachable|refused|error)\b|\bamqp server on \S{1,80} is unreachable\b|\bneutron\b.{0,120}\b(?:unable to (?:enable|sync|create)|agent \S{0,60} ?(?:is )?(?:down|dead))\b/i,
    severity: "P2",
    cause:
      "an OpenStack service (Nova, Neutron) gets no answer over RabbitMQ, or its agent cannot do its work",
    action:
      "Check RabbitMQ's health and partitions, then the agent it names (`openstack network agent list`) and restart it.",
    confidence: 84,
  },
  {
    name: "openvswitch-overload",
    component: "openstack",
    words: ["dropped", "high", "inactivity", "lost", "unreasonably", "wakeup"],
    pattern:
      /\bpoll_loop\b.{0,80}\bwakeup due to\b.{0,160}\(\d{2,3}% cpu usage\)|\bdropped \d{3,9} log messages in last\b|\bunreasonably long \d{1,9}ms poll interval\b|\bovs(?:db)?\S{0,20}\b.{0,80}\b(?:no response to inactivity probe|connection dropped|lost)\b|\bovn\S{0,14}\b.{0,60}\bhigh cpu\b/i,
    severity: "P3",
    cause:
      "Open Virtual Network (OVN, Open vSwitch) has high CPU usage: its database or daemon is busy all the time (Neutron)",
    action:
      "Look at the southbound database's clients and size; raise probe intervals, compact it, use relays and inactivity settings.",
    confidence: 82,
    certain: true,
  },
  {
    name: "nova-no-valid-host",
    component: "openstack",
    words: ["novalidhost", "novalidhost_remote", "valid", "schedule"],
    pattern: /\bno valid host was found\b|\bnovalidhost(?:_remote)?\b/i,
    severity: "P2",
    cause: "no host (hypervisor) fits the instance: the scheduler found too little room or no matching trait",
    action:
      "Read which filter dropped the last hosts in the scheduler log, compare flavour with `openstack hypervisor stats show`, and look for disabled or down computes.",
    confidence: 84,
  },
];
