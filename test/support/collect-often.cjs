// Loaded before a program: collects garbage again and again, as a long and busy run does now and then.
require("node:v8").setFlagsFromString("--expose-gc");
const collect = require("node:vm").runInNewContext("gc");
setInterval(collect, 300).unref();
