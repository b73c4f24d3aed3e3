/** The signals that ask a process to end and let it clean up first. */
export const endSignals = ["SIGTERM", "SIGINT"] as const;
