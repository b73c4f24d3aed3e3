import type { RuleExamples } from "../rule-examples.ts";

export const openstackExamples: Readonly<Record<string, RuleExamples>> = {
  "openstack-port-binding": {
    decides: "neutron.plugins.ml2.managers Failed to bind port 0a1b on host compute-4 for vnic_type normal",
    leavesAlone: ["port 0a1b bound"],
  },
  "openstack-messaging": {
    decides: "ERROR oslo.messaging MessagingTimeout: Timed out waiting for a reply to message ID b1f0",
    leavesAlone: ["neutron agent alive"],
  },
  "openvswitch-overload": {
    decides: "poll_loop|INFO|wakeup due to 0-ms timeout at tcp:192.0.2.8:47362 (58% CPU usage)",
    leavesAlone: ["ovsdb|INFO|connected"],
  },
  "nova-no-valid-host": {
    decides: "nova.conductor: No valid host was found. There are not enough hosts available.",
    leavesAlone: ["nova: host found, instance scheduled"],
  },
};
