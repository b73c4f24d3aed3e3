// Loaded before a program: notes on standard error which file is put on the disk, with its size at that moment.
"use strict";
const fs = require("node:fs");
const { basename } = require("node:path");
const { syncBuiltinESMExports } = require("node:module");

const names = new Map();
const { openSync, fsync, fsyncSync } = fs;
/** @param {number} descriptor */
const note = (descriptor) =>
  process.stderr.write(`${basename(names.get(descriptor) ?? "?")} ${fs.fstatSync(descriptor).size}\n`);
fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  names.set(descriptor, String(path));
  return descriptor;
};
fs.fsync = Object.assign(
  /** @type {typeof fsync} */ (
    (descriptor, done) => {
      note(descriptor);
      fsync(descriptor, done);
    }
  ),
  fsync,
);
fs.fsyncSync = (descriptor) => {
  note(descriptor);
  fsyncSync(descriptor);
};
syncBuiltinESMExports();
