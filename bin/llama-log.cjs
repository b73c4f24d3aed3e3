#!/usr/bin/env node
/*
 * The command line as npm links it, and as Windows starts it. ES5, as start.cjs beside it.
 */
"use strict";

process.argv.splice(2, 0, "llama-log");
require("./start.cjs");
