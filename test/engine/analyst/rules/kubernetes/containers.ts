import type { RuleExamples } from "../rule-examples.ts";

export const containersExamples: Readonly<Record<string, RuleExamples>> = {
  "container-exit-not-found": { decides: "cart exited with code 127", leavesAlone: ["exit code 0"] },
  "container-exit-not-executable": {
    decides:
      'OCI runtime create failed: unable to start container process: exec: "/app/run.sh": permission denied: unknown',
    leavesAlone: ["exited with code 0"],
  },
  "container-aborted": { decides: "worker exited with code 134", leavesAlone: ["exit code 0"] },
  "container-killed": { decides: "cart exited with code 137", leavesAlone: ["exit code 0"] },
  "container-segmentation-fault": { decides: "cart exited with code 139", leavesAlone: ["exit code 0"] },
  "oci-runtime-failed": {
    decides:
      "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed",
    leavesAlone: ["containerd task created"],
  },
  "container-runtime-unreachable": {
    decides:
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    leavesAlone: ["connected to containerd.sock"],
  },
  "docker-port-conflict": {
    decides:
      "driver failed programming external connectivity on endpoint web: Bind for 0.0.0.0:8080 failed: port is already allocated",
    leavesAlone: ["port 8080 is published"],
  },
  "pod-volume-permission": {
    decides: "fsGroup 2000 was ignored for volume pv-1, as NFS does not support it",
    leavesAlone: ["fsGroup 2000 applied to volume pv-1"],
  },
};
