import { isLedgerError, LedgerError } from "../../engine/delivery/ledger.ts";
import { LockHeldError } from "../state/process-lock.ts";
import { ForeignSnapshotError } from "./snapshot.ts";
import { DamagedLedgerError } from "./stored-state.ts";

const kept = "what was accepted before is still there";

/** The error for people of whatever went wrong with the ledger's folder. */
export function ledgerErrorOf(error: unknown, folder: string): LedgerError {
  if (isLedgerError(error)) return error;
  const ledger = `The ledger of alerts in ${folder}`;
  if (error instanceof LockHeldError) {
    return new LedgerError(
      `${ledger} is kept locked by process ${error.pid}`,
      "wait for that process, or end it if it hangs; its lock then is taken over at once",
    );
  }
  if (error instanceof ForeignSnapshotError) {
    return new LedgerError(
      `${ledger} was written by another version of this app`,
      "install the newer version again, for this one cannot read it",
    );
  }
  if (error instanceof DamagedLedgerError) {
    return new LedgerError(
      `${ledger} is damaged: neither ${error.file} nor the files before it can be read`,
      "restore the folder from a backup, or move it away and send anew what the index alert_failures has as not delivered",
    );
  }
  switch (codeOf(error)) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return new LedgerError(
        `${ledger} cannot be written: no room is left`,
        `make room on that disk; ${kept}`,
      );
    case "EROFS":
      return new LedgerError(
        `${ledger} cannot be written: its disk is read-only`,
        `mount it for writing, or name another folder for the state; ${kept}`,
      );
    case "EACCES":
    case "EPERM":
      return new LedgerError(
        `${ledger} may not be read and written by this user`,
        "give the folder to the user that runs splunkd, with all that is in it",
      );
    case "ENOTDIR":
    case "EEXIST":
      return new LedgerError(
        `${ledger} cannot be kept: there is a file in the place of a folder`,
        "move that file away; the folder is made anew",
      );
    default:
      return new LedgerError(
        `${ledger} cannot be used (${codeOf(error)})`,
        `check the disk and the limits of open files; ${kept}`,
      );
  }
}

/** The system's word, like ENOSPC; of a fault of the program its kind alone, for its text may hold anything. */
export function codeOf(error: unknown): string {
  return (
    (error as NodeJS.ErrnoException | undefined)?.code ?? (error as Error | undefined)?.name ?? "unknown"
  );
}
