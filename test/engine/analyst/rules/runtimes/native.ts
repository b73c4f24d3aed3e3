import type { RuleExamples } from "../rule-examples.ts";

export const nativeExamples: Readonly<Record<string, RuleExamples>> = {
  "gpu-memory-exhausted": {
    decides: "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.",
    leavesAlone: ["GPU KV cache usage: 11.4%"],
  },
  "gpu-device-failed": {
    decides: "kernel: NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off the bus.",
    leavesAlone: ["NVRM: loading NVIDIA UNIX x86_64 Kernel Module"],
  },
};
