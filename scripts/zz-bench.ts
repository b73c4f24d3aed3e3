import { readFileSync } from "node:fs";
import { TemplateMiner } from "../src/engine/templates/template-miner.ts";
const lines=readFileSync("/tmp/tpl-data/HDFS_2pct.log","utf8").split("\n").filter(Boolean);
const bodies=lines.map(l=>l.slice(l.indexOf(": ")+2));
for(const [n,set] of [["bodies",bodies],["whole",lines]] as const) for(let r=0;r<3;r++){const m=new TemplateMiner();let t=performance.now();let k=0;for(let rep=0;rep<3;rep++)for(const l of set){m.learn(l);k++}
 t=performance.now()-t;console.log(n,Math.round(k/t*1000),"lines/s",m.size,Math.round(process.memoryUsage().heapUsed/1e6));}
// new templates growth
const words=(n:number)=>{let s="";do{s+=String.fromCharCode(97+n%26);n=Math.floor(n/26)}while(n>0);return s};
for(const N of [12500,25000,50000,100000]){const m=new TemplateMiner({mostTemplates:200000});let t=performance.now();for(let i=0;i<N;i++)m.learn(`${words(i*7919)}x ${words(i*31)}y happened to ${i} in ${words(i*13)}z stage ${words(i%17)}`);t=performance.now()-t;console.log(N,"distinct",Math.round(t),"ms",(t/N*1000).toFixed(1),"us each",m.size,Math.round(process.memoryUsage().heapUsed/1e6));}
{const m=new TemplateMiner();let t=performance.now();for(let i=0;i<300000;i++)m.learn(`${words(i*7919)}x ${words(i*31)}y happened to ${i} in ${words(i*13)}z stage ${words(i%17)}`);t=performance.now()-t;console.log("evicting",Math.round(t),"ms",m.size,Math.round(process.memoryUsage().heapUsed/1e6));}
