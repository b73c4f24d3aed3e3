import type { RuleExamples } from "./rule-examples.ts";

export const computeClusterExamples: Readonly<Record<string, RuleExamples>> = {
  "user-job-not-started": {
    decides:
      "launcher: Error loading /home/alice/sim/solver.x: invalid or missing program image, Permission denied",
    leavesAlone: [
      "loader: error loading /srv/model.bin: checksum mismatch",
      "launcher: chdir(/home/alice/run) failed: Input/output error",
      "report: usage: 41 of 80 cores",
    ],
  },
  "node-stream-cut": {
    decides:
      "iod: Error reading message prefix on CioStream socket to 192.0.2.7:41500, Link has been severed",
  },
  "compute-kernel-ended": {
    decides: "R01-M1-N2-C:J03-U01 RAS KERNEL FATAL rts: kernel terminated for reason 1002",
    leavesAlone: ["rts: kernel started", "tree network link training finished"],
  },
  "resource-manager-unreachable": {
    decides: "job master: could not reach the resource manager at rm-1.example.com:8030",
    leavesAlone: ["job master: registered with the resource manager"],
  },
  "lease-not-renewed": {
    decides: "LeaseRenewer: Failed to renew lease for [client_9] for 60 seconds, giving the file up",
    leavesAlone: ["LeaseRenewer: renewed lease for [client_9]"],
  },
  "host-address-lost": {
    decides:
      "ipc.Client: Address change detected. Old: nn-1.example.com/192.0.2.9:9000 New: nn-1.example.com:9000",
    leavesAlone: [
      "ipc.Client: Address change detected. Old: nn-1.example.com/192.0.2.9:9000 New: nn-1.example.com/192.0.2.12:9000",
    ],
  },
  "instance-missing-on-hypervisor": {
    decides:
      "compute.manager: While synchronizing instance power states, found 3 instances in the database and 2 instances on the hypervisor.",
    leavesAlone: ["compute.manager: found 3 instances in the database and 3 instances on the hypervisor."],
  },
  "image-cache-housekeeping": {
    decides: "imagecache: Unknown base file: /var/lib/instances/_base/a1b2",
  },
};
