/*
 * Starts one of the bundles beside this file, once Node is known to be new enough to read it.
 * Written for the oldest Node that may be met (Splunk 8 brought version 8): ES5 and nothing else.
 */
"use strict";

var fs = require("fs");
var path = require("path");

var bundle = process.argv[2];
var version = process.versions.node.split(".");
var major = Number(version[0]);
var newEnough = major > 20 || (major === 20 && Number(version[1]) >= 19);

var file = path.join(__dirname, bundle + ".cjs");

if (newEnough && fs.existsSync(file)) {
  process.argv.splice(1, 2, file);
  require(file);
} else if (newEnough) {
  refuse(
    bundle +
      " is not completely installed: bin/" +
      bundle +
      ".cjs is missing. Install the app again, or run `npm run build` in a checkout.",
  );
} else {
  refuse(
    bundle +
      " needs Node.js 20.19 or newer, but " +
      process.execPath +
      " is " +
      process.versions.node +
      ". Install a newer one, or name one with LLAMA_NODE (inside Splunk: in splunk-launch.conf).",
  );
}

function refuse(message) {
  process.exitCode = 1;
  if (bundle === "llama-log" || bundle === "llama_alert") {
    // The level is for splunkd.log.
    process.stderr.write((bundle === "llama_alert" ? "ERROR " : "") + message + "\n");
    return;
  }
  // splunkd shows the error of a chunk; the request has to be taken first.
  process.stdin.once("data", function () {
    var metadata = JSON.stringify({ finished: true, error: message });
    process.stdout.write("chunked 1.0," + Buffer.byteLength(metadata) + ",0\n" + metadata);
    process.stdin.destroy();
  });
}
