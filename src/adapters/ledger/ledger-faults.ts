import { LedgerError } from "../../engine/ledger/ledger.ts";
import { codeOf, describedCode } from "../process/error-code.ts";
import { LockHeldError } from "../process/process-lock.ts";
import { ForeignSnapshotError } from "./snapshot.ts";
import { DamagedLedgerError } from "./stored-state.ts";

const kept = "what was accepted before is still there";

/** Turns any fault of the ledger's folder into an error for people. */
export function ledgerErrorOf(error: unknown, folder: string): LedgerError {
  if (error instanceof LedgerError) return error;
  const ledger = `The ledger of alerts in ${folder}`;
  if (error instanceof LockHeldError) {
    return new LedgerError(
      `${ledger} is kept locked by process ${error.pid}${error.isElsewhere ? " of another machine or container" : ""}`,
      "wait for that process, or end it if it hangs; its lock then is taken over at once",
    );
  }
  if (error instanceof ForeignSnapshotError) {
    return new LedgerError(
      `${ledger} was written by another version of this app`,
      "install the newer version again, because this one cannot read it",
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
        `${ledger} cannot be used (${describedCode(error)})`,
        `check the disk and the limits of open files; ${kept}`,
      );
  }
}
