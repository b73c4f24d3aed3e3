// ledger-program FOLDER: reads a ledger, and tries to write to it.
import { FolderLedger } from "../../src/adapters/ledger/folder-ledger.ts";

const ledger = new FolderLedger(process.argv[2] ?? "");
const { breakers } = await ledger.read();
const keys = [...breakers.keys()];
const error = await ledger
  .transact(() => ({
    changes: [{ table: "breakers", key: "b", value: { failures: 0, tokens: 0, tokensAt: 0 } }],
    result: "",
  }))
  .catch((reason: Error) => reason.message);
process.stdout.write(JSON.stringify({ keys, error }));
