import { tokensOf } from "/work/wt/templates/src/engine/templates/shape-tokens.ts";
import { TemplateMiner } from "/work/wt/templates/src/engine/templates/template-miner.ts";

const m = new TemplateMiner();
for (const l of process.argv.slice(2)) {
  const e = m.observe(l);
  console.log(JSON.stringify(tokensOf(e.shape).tokens));
}
for (const t of m.templates()) console.log(t.count, t.text);
