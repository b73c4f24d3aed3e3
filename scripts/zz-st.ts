import { TemplateMiner } from "../src/engine/templates/template-miner.ts";
import { styledLogs } from "../test/support/log-styles/all-styles.ts";

const m = new TemplateMiner();
const [name, ...words] = process.argv.slice(2);
for (const l of styledLogs().find((s) => s.name === name)!.lines) m.learn(l.message);
for (const t of m.templates())
  if (words.some((w) => t.text.includes(w))) {
    console.log(t.count, t.text, JSON.stringify(t.stemPattern));
    for (const f of t.forms.slice(0, 12)) console.log("      ", JSON.stringify(f.stem.tokens));
  }
