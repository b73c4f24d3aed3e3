import type { Rule } from "../rule.ts";

/** Containers: how they start and how they end. */
export const containersRules: readonly Rule[] = [
  {
    name: "container-exit-not-found",
    component: "container",
    words: ["127", "exec", "executable", "exit_code", "exit_status", "exitcode"],
    pattern:
      /\b(?:(?:exit(?:ed)?|returned)(?: with)?(?: an?)?(?: exit)?(?: code| status)?|exitcode|exit_(?:code|status)|terminated)\b["']?[\s:=(]{1,4}127\b(?!\.)|\berror\s{1,8}127$|\bexecutable file not found in \$path\b|\bexec: \\?"[^"]{1,80}": (?:stat|executable|no such file)/i,
    severity: "P2",
    cause:
      "the container's command was not found (exit 127): a wrong entrypoint, or a file missing in the image",
    action:
      "Compare command and args of the pod with the image (`docker run --entrypoint ls …`); correct the path or the image.",
    confidence: 84,
    certain: true,
  },
  {
    name: "container-exit-not-executable",
    component: "container",
    words: ["126", "exit_code", "exit_status", "exitcode", "process"],
    pattern:
      /\b(?:(?:exit(?:ed)?|returned)(?: with)?(?: an?)?(?: exit)?(?: code| status)?|exitcode|exit_(?:code|status)|terminated)\b["']?[\s:=(]{1,4}126\b(?!\.)|\berror\s{1,8}126$|\bunable to start container process\b.{0,160}\bpermission denied\b/i,
    severity: "P2",
    cause: "the container's command exists but cannot be executed (exit 126): permission denied",
    action:
      "Look at the file's execute bit, the user of the container and the image's architecture (`docker image inspect`).",
    confidence: 84,
    certain: true,
  },
  {
    name: "container-aborted",
    component: "container",
    words: ["134", "aborted", "assertion", "caught", "exit_code", "exit_status", "exitcode"],
    pattern:
      /\b(?:(?:exit(?:ed)?|returned)(?: with)?(?: an?)?(?: exit)?(?: code| status)?|exitcode|exit_(?:code|status)|terminated)\b["']?[\s:=(]{1,4}134\b(?!\.)|\berror\s{1,8}134$|\bassertion ['"`(]?.{1,120}?['"`)]? ?failed\b.{0,60}\babort|\bsignal: aborted\b|\bcaught abort(?:ed)?\b/i,
    severity: "P2",
    cause:
      "the container's process aborted itself (SIGABRT, exit 134), mostly after a failed assertion or a broken heap",
    action:
      "Read the lines before it for the assertion and its place (`kubectl logs --previous`); keep the core dump and go back to the last good version.",
    confidence: 86,
    certain: true,
  },
  {
    name: "container-killed",
    component: "container",
    words: ["137", "exit_code", "exit_status", "exitcode"],
    pattern:
      /\b(?:(?:exit(?:ed)?|returned)(?: with)?(?: an?)?(?: exit)?(?: code| status)?|exitcode|exit_(?:code|status)|terminated)\b["']?[\s:=(]{1,4}137\b(?!\.)|\berror\s{1,8}137$/i,
    severity: "P2",
    cause:
      "the container's process was killed (SIGKILL, exit 137), mostly because it ran out of memory (OOM)",
    action:
      "Run `kubectl describe pod` for OOMKilled and compare memory with the limit; else see who stopped it.",
    confidence: 86,
    certain: true,
  },
  {
    name: "container-segmentation-fault",
    component: "container",
    words: ["139", "exit_code", "exit_status", "exitcode", "returned", "terminated"],
    pattern:
      /\b(?:(?:exit(?:ed)?|returned)(?: with)?(?: an?)?(?: exit)?(?: code| status)?|exitcode|exit_(?:code|status)|terminated)\b["']?[\s:=(]{1,4}139\b(?!\.)|\berror\s{1,8}139$/i,
    severity: "P2",
    cause: "the container's process crashed by a segmentation fault (SIGSEGV, exit 139)",
    action:
      "Keep the core dump; look for a new native library or processor type, and go back to the last good image.",
    confidence: 86,
    certain: true,
  },
  {
    name: "oci-runtime-failed",
    component: "container",
    words: ["container_linux", "create", "runc", "runtime"],
    pattern:
      /\bfailed to create (?:containerd task|shim task|shim)\b|\b(?:runpodsandbox|createcontainer|startcontainer|stoppodsandbox) from runtime service failed\b|\boci runtime (?:create|exec|start) failed\b|\brunc (?:create|run) failed\b|\bcontainer_linux\.go:\d{1,5}: starting container process caused\b/i,
    severity: "P2",
    cause: "the container runtime (containerd, runc) could not start the container's process",
    action:
      "Read the end of the message: missing file, permission, mount, cgroup or seccomp; try the image by `crictl run` or `docker run` on that node.",
    confidence: 84,
  },
  {
    name: "container-runtime-unreachable",
    component: "container",
    words: ["daemon", "runtime", "sock", "validate"],
    pattern:
      /\bfailed to (?:connect to|dial)\b.{0,60}\b(?:containerd|docker|crio|dockershim)\.sock\b|\bcannot connect to the docker daemon\b|\bcontainer runtime (?:is down|status check may not have completed)\b|\bvalidate service connection\b.{0,80}\bcri\b/i,
    severity: "P1",
    cause:
      "the container runtime's socket (containerd, Docker, CRI-O) does not answer, so no container can be started or checked",
    action:
      "On the node look at `systemctl status containerd` or docker and its log, at the disk's space, then restart it.",
    confidence: 86,
  },
  {
    name: "docker-port-conflict",
    component: "docker",
    words: ["allocated", "ports", "programming", "userland"],
    pattern:
      /\bport is already allocated\b|\berror starting userland proxy\b|\bports are not available\b|\bdriver failed programming external connectivity\b/i,
    severity: "P2",
    cause:
      "the container cannot start: a port conflict, as something on the host already has the port it wants to bind",
    action: "Find the holder by `ss -ltnp | grep :<port>`; stop it or publish the container on another port.",
    confidence: 88,
  },
  {
    name: "pod-volume-permission",
    component: "container",
    words: ["applyfsgroup", "fsgroup", "ownership", "setvolumeownership"],
    pattern:
      /\bfsgroup\b.{0,80}\b(?:ignored|not supported|not applied|unsupported|permission denied|failed)\b|\b(?:setvolumeownership|applyfsgroup)\b.{0,80}\b(?:failed|error|timeout)\b|\bsetting volume ownership\b.{0,80}\bis taking longer\b/i,
    severity: "P3",
    cause:
      "the pod's fsGroup did not change the owner of its volume (NFS ignores it), so the process may not write there",
    action:
      "Set owner and mode on the NFS or storage server, or by an init container; keep fsGroup for drivers that support it.",
    confidence: 84,
    certain: true,
  },
];
