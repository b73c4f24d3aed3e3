import { createHash } from "node:crypto";
import type { BundledPackage } from "./bundled-packages.ts";
import { type NodeRuntime, nodePath } from "./node-runtime.ts";
import { appId, type Project } from "./project.ts";

type Json = Readonly<Record<string, unknown>>;

/** A CycloneDX 1.6 bill of materials. It bears no time, and its serial number follows from what it says. */
export function sbom(
  project: Project,
  parts: readonly BundledPackage[],
  node: NodeRuntime | undefined,
): string {
  const components = parts.map(packageComponent);
  if (node !== undefined) components.push(nodeComponent(node));
  const app = {
    type: "application",
    "bom-ref": appId,
    name: appId,
    version: project.version,
    description: project.description,
    licenses: licences(project.licence),
  };
  const content = {
    metadata: { component: app },
    components,
    dependencies: [
      { ref: appId, dependsOn: components.map((component) => component["bom-ref"]) },
      ...parts.map((part) => dependency(part, parts)),
    ],
  };
  const serialNumber = `urn:uuid:${uuid(JSON.stringify(content))}`;
  const document = { bomFormat: "CycloneDX", specVersion: "1.6", serialNumber, version: 1, ...content };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function packageComponent({ name, version, licence, integrity }: BundledPackage): Json {
  const purl = packageUrl(name, version);
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    hashes: [integrityHash(integrity)],
    licenses: licences(licence),
  };
}

function nodeComponent({ package: { name, version, integrity }, binary }: NodeRuntime): Json {
  const purl = packageUrl(name, version);
  const content = createHash("sha256").update(binary).digest("hex");
  return {
    type: "platform",
    "bom-ref": purl,
    name: "node",
    version,
    purl,
    description: "Node.js for Linux x64",
    hashes: [integrityHash(integrity)],
    licenses: licences("MIT"),
    components: [
      {
        type: "file",
        "bom-ref": nodePath,
        name: nodePath,
        hashes: [{ alg: "SHA-256", content }],
      },
    ],
  };
}

function dependency({ name, version, needs }: BundledPackage, parts: readonly BundledPackage[]): Json {
  const needed = parts.filter((part) => needs.includes(part.name));
  const dependsOn = needed.map((part) => packageUrl(part.name, part.version));
  return { ref: packageUrl(name, version), ...(dependsOn.length > 0 && { dependsOn }) };
}

function licences(spdx: string): Json[] {
  return /^[\w.+-]+$/.test(spdx) ? [{ license: { id: spdx } }] : [{ expression: spdx }];
}

function integrityHash(integrity: string): Json {
  const content = Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex");
  return { alg: "SHA-512", content };
}

function packageUrl(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** A version 8 UUID: the first bits of the SHA-256, with the marks of that version. */
function uuid(text: string): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
