/**
 * All that is used of splunk-sdk. Its code is not strict (`arguments.callee`), which every ES module is, so the build
 * keeps this file in a CommonJS bundle of its own.
 */
// biome-ignore lint/performance/noBarrelFile: the seam to a library
export { default as Http } from "splunk-sdk/lib/http.js";
export { default as Service } from "splunk-sdk/lib/service.js";
