import type { CommandDeclaration } from "../../splunk/declaration.ts";
import { declaration as llamaanalyze } from "./llamaanalyze.ts";
import { declaration as llamadetect } from "./llamadetect.ts";
import { declaration as llamadiff } from "./llamadiff.ts";
import { declaration as llamadoctor } from "./llamadoctor.ts";
import { declaration as llamaincident } from "./llamaincident.ts";
import { declaration as llamaretry } from "./llamaretry.ts";
import { declaration as llamatemplate } from "./llamatemplate.ts";

/** Every search command, in the order of docs/search-commands.md. From these come the conf files and the option tables. */
export const declarations: readonly CommandDeclaration[] = [
  llamaanalyze,
  llamatemplate,
  llamaincident,
  llamadetect,
  llamadiff,
  llamaretry,
  llamadoctor,
];
