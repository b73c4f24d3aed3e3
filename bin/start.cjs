/*
 * Starts one of the bundles beside this file, once Node is known to be new enough to read it.
 * Written for the oldest Node that may be met (Splunk 8 brought version 8): ES5 and nothing else.
 */
"use strict";

var fs = require("fs");
var path = require("path");

var program = process.argv[2];
var version = process.versions.node.split(".");
var major = Number(version[0]);
var newEnough = major > 20 || (major === 20 && Number(version[1]) >= 19);

// llama-log.cjs itself is what npm starts.
var bundle = (program === "llama-log" ? "command-line" : program) + ".cjs";
var file = path.join(__dirname, bundle);

if (newEnough && fs.existsSync(file)) {
  process.argv.splice(1, 2, file);
  try {
    require(file);
  } catch (error) {
    refuseBundle("cannot be read (" + (error.code || error.name) + ")");
  }
} else if (newEnough) {
  refuseBundle("is missing");
} else {
  refuse(
    program +
      " needs Node.js 20.19 or newer, but " +
      process.execPath +
      " is " +
      process.versions.node +
      ". Install a newer one, or name one with LLAMA_NODE (inside Splunk: in splunk-launch.conf).",
  );
}

function refuseBundle(what) {
  refuse(
    program +
      " is not completely installed: bin/" +
      bundle +
      " " +
      what +
      ". Install the app again, or run `npm ci && npm run build` in a checkout.",
  );
}

function refuse(message) {
  process.exitCode = 1;
  if (program === "llama-log" || program === "llama_alert") {
    // The level is for splunkd.log.
    process.stderr.write((program === "llama_alert" ? "ERROR " : "") + message + "\n");
    return;
  }
  // splunkd shows the error of a chunk; the request has to be taken first.
  process.stdin.once("data", function () {
    var metadata = JSON.stringify({ finished: true, error: message });
    process.stdout.write("chunked 1.0," + Buffer.byteLength(metadata) + ",0\n" + metadata);
    process.stdin.destroy();
  });
}
