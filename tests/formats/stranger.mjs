// A verifier in another language, written from docs/formats.md alone: Node 20 and nothing besides.
//
// Each line on standard input is a question in JSON, each line on standard output its answer:
// {"content": base64, "key": hexadecimal or null, "witnesses": [verifier key …]} -> "genuine" | "refused" | "untrusted"
// {"response": base64, "message": base64} -> "YYYYMMDDhhmmss" as the time stamp says | "refused"

import { createHash, createPublicKey, verify } from "node:crypto";
import { createInterface } from "node:readline";
import { inflateRawSync } from "node:zlib";

class Refused extends Error {}

function demand(condition) {
  if (!condition) throw new Refused();
}

const sha = (...parts) => createHash("sha256").update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();
const same = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)) === 0;

// -- spelling -------------------------------------------------------------------------------------------------------

const NAMED = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const UNNAMED = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function decoded(content) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new Refused();
  }
}

// Objects are maps (JavaScript's own order their names), whole numbers BigInt (its own have 53 bits).
class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  skip() {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at++;
  }

  sees(sign) {
    this.skip();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  value(depth = 0) {
    demand(depth < 500);
    this.skip();
    if (this.sees("{")) return this.object(depth + 1);
    if (this.sees("[")) return this.array(depth + 1);
    if (this.text[this.at] === '"') return this.string();
    const [word] = this.text.slice(this.at, this.at + 5000).match(/^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?![.eE0-9]))/) ?? [];
    demand(word !== undefined);
    this.at += word.length;
    return { true: true, false: false, null: null }[word] ?? (word === "null" ? null : BigInt(word));
  }

  object(depth) {
    const found = new Map();
    if (this.sees("}")) return found;
    do {
      this.skip();
      const name = this.string();
      demand(!found.has(name) && this.sees(":"));
      found.set(name, this.value(depth));
    } while (this.sees(","));
    demand(this.sees("}"));
    return found;
  }

  array(depth) {
    const found = [];
    if (this.sees("]")) return found;
    do found.push(this.value(depth));
    while (this.sees(","));
    demand(this.sees("]"));
    return found;
  }

  string() {
    demand(this.text[this.at] === '"');
    let found = "";
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      const sign = this.text[this.at];
      demand(sign !== undefined && sign >= " ");
      if (sign !== "\\") {
        found += sign;
        continue;
      }
      const kind = this.text[++this.at];
      if (kind === "u") {
        const digits = this.text.slice(this.at + 1, this.at + 5);
        demand(/^[0-9a-fA-F]{4}$/.test(digits));
        found += String.fromCharCode(parseInt(digits, 16));
        this.at += 4;
      } else {
        demand(kind in UNNAMED);
        found += UNNAMED[kind];
      }
    }
    this.at++;
    return found;
  }
}

const spelledText = (text) =>
  '"' +
  text.replace(/["\\\u0000-\u001f]/g, (sign) => NAMED[sign] ?? "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0")) +
  '"';

// By code points: JavaScript compares UTF-16, in which U+1F600 comes before U+FF01.
const byCodePoint = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));

// Canonical JSON, or written JSON from a depth on.
function spelled(value, depth = null) {
  if (typeof value === "string") return spelledText(value);
  if (value === null || typeof value !== "object") return String(value);
  const deeper = depth === null ? null : depth + 2;
  const [opening, closing] = value instanceof Map ? "{}" : "[]";
  const parts =
    value instanceof Map
      ? [...value.keys()].sort(byCodePoint).map((name) => spelledText(name) + (depth === null ? ":" : ": ") + spelled(value.get(name), deeper))
      : value.map((each) => spelled(each, deeper));
  if (depth === null || !parts.length) return opening + parts.join(",") + closing;
  return opening + parts.map((part) => "\n" + " ".repeat(deeper) + part).join(",") + "\n" + " ".repeat(depth) + closing;
}

function parsed(content, depth) {
  const reader = new Reader(decoded(content));
  const found = reader.value();
  demand(found instanceof Map);
  demand(same(spelled(found, depth) + "\n", content));
  return found;
}

function objectsOf(content) {
  const found = [];
  for (let at = 0; at < content.length; ) {
    const end = content.indexOf(10, at);
    demand(end >= 0);
    found.push(parsed(content.subarray(at, end + 1), null));
    at = end + 1;
  }
  return found;
}

const isA = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "bigint",
  object: (value) => value instanceof Map,
  array: (value) => Array.isArray(value),
};

function member(holder, name, kind) {
  demand(holder instanceof Map && isA[kind](holder.get(name)));
  return holder.get(name);
}

function hexadecimal(value, count) {
  demand(typeof value === "string" && value.length === 2 * count && /^[0-9a-f]*$/.test(value));
  return Buffer.from(value, "hex");
}

function base64Of(value) {
  const found = Buffer.from(value, "base64");
  demand(found.toString("base64") === value);
  return found;
}

// -- signatures and trees -------------------------------------------------------------------------------------------

function isSigned(key, signature, message) {
  try {
    const given = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key.toString("base64url") }, format: "jwk" });
    return verify(null, Buffer.from(message), given, signature);
  } catch {
    return false;
  }
}

function demandSigned(document, key) {
  demand(document instanceof Map);
  const body = new Map([...document].filter(([name]) => name !== "leadgate:signature"));
  demand(isSigned(key, hexadecimal(document.get("leadgate:signature"), 64), spelled(body)));
}

const leafHash = (entry) => sha([0], spelled(entry));
const nodeHash = (left, right) => sha([1], left, right);

function rootOf(hashes) {
  if (hashes.length < 2) return hashes[0] ?? sha("");
  let left = 1;
  while (left * 2 < hashes.length) left *= 2;
  return nodeHash(rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left)));
}

// RFC 9162 section 2.1.3.2.
function rootByPath(leaf, position, size, path) {
  demand(0n <= position && position < size);
  let [fn, sn, root] = [position, size - 1n, leaf];
  for (const hash of path) {
    demand(sn !== 0n);
    if (fn & 1n || fn === sn) {
      root = nodeHash(hash, root);
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else {
      root = nodeHash(root, hash);
    }
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  demand(sn === 0n);
  return root;
}

const NAME = /^[\x21-\x2a\x2c-\x7e]+$/;
const keyId = (name, kind, key) => sha(name, [10, kind], key).subarray(0, 4);

// The name and key of a verifier key; kind 1 is a log's, 4 a witness'.
function verifierKey(value, kind) {
  const [name, id, ...rest] = value.split("+");
  const key = base64Of(rest.join("+"));
  demand(NAME.test(name) && key.length === 33 && key[0] === kind);
  demand(id === keyId(name, kind, key.subarray(1)).toString("hex"));
  return { name, key: key.subarray(1) };
}

function signaturesOf(tail) {
  demand(tail.endsWith("\n"));
  return tail.slice(0, -1).split("\n").map((line) => {
    const [dash, name, coded, ...more] = line.split(" ");
    demand(dash === "\u2014" && coded !== undefined && !more.length && NAME.test(name));
    const made = base64Of(coded);
    demand(made.length > 4);
    return { name, made };
  });
}

function checkpoint(note, key) {
  const gap = note.indexOf("\n\n");
  demand(gap >= 0);
  const [origin, size, root, ...more] = note.slice(0, gap).split("\n");
  demand(root !== undefined && !more.length && NAME.test(origin) && /^(?:0|[1-9][0-9]{0,17})$/.test(size));
  demand(base64Of(root).length === 32);
  const [first, ...others] = signaturesOf(note.slice(gap + 2));
  demand(first.name === origin && others.every(({ name }) => name !== origin));
  demand(first.made.length === 68 && same(first.made.subarray(0, 4), keyId(origin, 1, key)));
  demand(isSigned(key, first.made.subarray(4), note.slice(0, gap + 1)));
  return { note, origin, size: BigInt(size), root: base64Of(root) };
}

function isCosigned(note, witness) {
  const gap = note.indexOf("\n\n");
  return signaturesOf(note.slice(gap + 2)).some(({ name, made }) => {
    if (name !== witness.name || made.length !== 76 || !same(made.subarray(0, 4), keyId(name, 4, witness.key))) return false;
    const time = made.readBigUInt64BE(4);
    const signed = `cosignature/v1\ntime ${time}\n${note.slice(0, gap + 1)}`;
    return time <= 253402300799n && isSigned(witness.key, made.subarray(12), signed);
  });
}

function demandSignedRoot(size, root, sealedAt, signature, key) {
  const head = new Map(Object.entries({ root: root.toString("hex"), sealed_at: sealedAt, size }));
  demand(isSigned(key, hexadecimal(signature, 64), spelled(head)));
}

// -- documents; each check answers the checkpoints that stand in it --------------------------------------------------

const STATES = {
  requested: "dpv:ConsentRequested",
  given: "dpv:ConsentGiven",
  refused: "dpv:ConsentRefused",
  withdrawn: "dpv:ConsentWithdrawn",
  expired: "dpv:ConsentExpired",
  renewed: "dpv:RenewedConsentGiven",
};
const SHOWN = {
  "dct:identifier": "id",
  "dpv:hasDataSubject": "subject",
  "dpv:hasPurpose": "purpose",
  "dpv:isIndicatedAtTime": "at",
  "dpv:hasIndicationMethod": "method",
};

function checkReceipt(receipt, log, key) {
  demandSigned(receipt, key);
  const entry = member(receipt, "leadgate:entry", "object");
  const proof = member(receipt, "leadgate:proof", "object");
  const notice = member(receipt, "dpv:hasNotice", "object");
  for (const [shown, name] of Object.entries(SHOWN)) demand(member(receipt, shown, "text") === entry.get(name));
  const happened = member(entry, "happened", "text");
  demand(Object.hasOwn(STATES, happened) && member(receipt, "dpv:hasConsentStatus", "text") === STATES[happened]);
  const wording = new Map([
    ["purpose", member(receipt, "dpv:hasPurpose", "text")],
    ["version", member(notice, "dct:hasVersion", "number")],
    ["language", member(notice, "dct:language", "text")],
    ["title", member(notice, "dct:title", "text")],
    ["text", member(notice, "dct:description", "text")],
  ]);
  const name = sha(spelled(wording)).toString("hex");
  demand(name === notice.get("dct:identifier") && name === entry.get("notice"));
  demand(wording.get("language") === entry.get("language"));
  return checkProof(entry, proof, log, key);
}

function checkProof(entry, proof, log, key) {
  const size = member(proof, "leadgate:size", "number");
  const root = hexadecimal(proof.get("leadgate:root"), 32);
  const path = member(proof, "leadgate:path", "array").map((hash) => hexadecimal(hash, 32));
  demand(same(rootByPath(leafHash(entry), member(proof, "leadgate:position", "number"), size, path), root));
  demandSignedRoot(size, root, member(proof, "leadgate:sealed_at", "text"), proof.get("leadgate:root_signature"), key);
  demand(proof.has("leadgate:checkpoint") === (log !== null));
  if (log === null) return [];
  const found = checkpoint(member(proof, "leadgate:checkpoint", "text"), key);
  demand(found.origin === log && found.size === size && same(found.root, root));
  return [found];
}

const batchName = (root, size) => {
  hexadecimal(root, 32);
  return sha(spelled(new Map([["root", root], ["size", size]]))).toString("hex");
};

// A batch of choices, whether it comes with one of them or alone.
function checkBatch(document, key) {
  demandSigned(document, key);
  const [entry, batch, proof] = ["entry", "batch", "proof"].map((name) => member(document, `leadgate:${name}`, "object"));
  demand(entry.get("evidence") === batchName(batch.get("leadgate:root"), member(batch, "leadgate:size", "number")));
  demand(entry.get("happened") === "batched" && entry.get("method") === "batch");
  return checkProof(entry, proof, logOf(document, key), key);
}

function checkChoice(document, key) {
  const names = ["choice", "batch", "entry", "notice"];
  const [choice, batch, entry, notice] = names.map((name) => member(document, `leadgate:${name}`, "object"));
  const held = member(document, "leadgate:number", "text");
  hexadecimal(held, 16);
  demand(choice.get("number") === sha(held).subarray(0, 16).toString("hex"));
  const path = member(batch, "leadgate:path", "array").map((hash) => hexadecimal(hash, 32));
  const [size, place] = ["size", "position"].map((name) => member(batch, `leadgate:${name}`, "number"));
  demand(same(rootByPath(leafHash(choice), place, size, path), hexadecimal(batch.get("leadgate:root"), 32)));
  demand(sha(spelled(notice)).toString("hex") === entry.get("notice"));
  demand(entry.get("purpose") === [...`cookies:${member(notice, "site", "text")}`].slice(0, 80).join(""));
  demand(member(notice, "languages", "array").includes(member(choice, "language", "text")));
  const purposes = member(member(notice, "described", "object"), "purposes", "array");
  const waits = purposes.filter((one) => !["necessary", "exempt"].includes(member(one, "kind", "text")));
  const allowed = member(choice, "allowed", "array");
  const said = waits.map((one) => member(one, "slug", "text")).filter((slug) => allowed.includes(slug));
  demand(said.length === allowed.length && said.every((slug, at) => slug === allowed[at]));
  demand(member(choice, "day", "text") <= member(entry, "at", "text"));
  return checkBatch(document, key);
}

function logOf(document, key) {
  if (!document.has("leadgate:log_key")) return null;
  const found = verifierKey(member(document, "leadgate:log_key", "text"), 1);
  demand(same(found.key, key));
  return found.name;
}

function checkCertificate(document, key) {
  demandSigned(document, key);
  demand(document.get("@type") === "leadgate:ErasureCertificate" && member(document, "dct:identifier", "text") !== null);
  demand(document.get("leadgate:public_key") === key.toString("hex"));
  const log = logOf(document, key);
  demand(document.has("leadgate:checkpoint") === (log !== null));
  if (log === null) return [];
  const found = checkpoint(member(document, "leadgate:checkpoint", "text"), key);
  demand(found.origin === log);
  return [found];
}

function checkJson(content, expected) {
  const document = parsed(content, 0);
  const key = hexadecimal(document.get("leadgate:public_key"), 32);
  demand(expected === null || same(expected, key));
  if (document.get("@type") === "leadgate:CookieChoice") return checkChoice(document, key);
  if (document.get("@type") === "leadgate:CookieBatch") return checkBatch(document, key);
  if (document.get("@type") !== "leadgate:Receipts") return checkCertificate(document, key);
  demandSigned(document, key);
  const receipts = member(document, "@graph", "array");
  demand(receipts.length > 0);
  return receipts.flatMap((receipt) => checkReceipt(receipt, logOf(document, key), key));
}

// The files of a ZIP (APPNOTE 6.3.10, sections 4.3.12 and 4.3.7), stored or deflated.
function unzipped(content) {
  const end = content.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  demand(end >= 0);
  const files = new Map();
  let at = content.readUInt32LE(end + 16);
  for (let left = content.readUInt16LE(end + 10); left > 0; left--) {
    demand(content.readUInt32LE(at) === 0x02014b50);
    const [method, packed] = [content.readUInt16LE(at + 10), content.readUInt32LE(at + 20)];
    const [named, extra, remark] = [28, 30, 32].map((field) => content.readUInt16LE(at + field));
    const name = decoded(content.subarray(at + 46, at + 46 + named));
    const local = content.readUInt32LE(at + 42);
    const start = local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
    const data = content.subarray(start, start + packed);
    demand(!files.has(name) && (method === 0 || method === 8));
    files.set(name, method === 8 ? inflateRawSync(data) : data);
    at += 46 + named + extra + remark;
  }
  return files;
}

const LISTS = ["entries.jsonl", "seals.jsonl", "certificates.jsonl", "notices.jsonl"];

function checkBundle(content, expected) {
  const files = unzipped(content);
  demand(files.has("manifest.json"));
  const manifest = parsed(files.get("manifest.json"), 0);
  files.delete("manifest.json");
  const key = hexadecimal(manifest.get("leadgate:public_key"), 32);
  demand((expected === null || same(expected, key)) && manifest.get("@type") === "leadgate:Bundle");
  demandSigned(manifest, key);
  const listed = member(manifest, "leadgate:files", "object");
  demand([...LISTS, "public_key.txt", "checkpoint"].every((name) => listed.has(name)));
  demand(listed.size === files.size);
  for (const [name, about] of listed) {
    demand(files.has(name));
    const file = files.get(name);
    demand(member(about, "sha256", "text") === sha(file).toString("hex"));
    demand(member(about, "bytes", "number") === BigInt(file.length));
    const lines = file.reduce((count, byte) => count + (byte === 10), 0);
    if (name.endsWith(".jsonl") || about.has("lines")) demand(member(about, "lines", "number") === BigInt(lines));
  }
  demand(same(files.get("public_key.txt"), key.toString("hex") + "\n"));
  const newest = checkpoint(member(manifest, "leadgate:checkpoint", "text"), key);
  demand(same(files.get("checkpoint"), newest.note) && newest.origin === logOf(manifest, key));
  checkLog(files, key, newest);
  return [newest];
}

function checkLog(files, key, newest) {
  const [entries, seals, certificates, notices] = LISTS.map((name) => objectsOf(files.get(name)));
  const hashes = entries.map(leafHash);
  const isBeginning = (size, root) => size <= BigInt(hashes.length) && same(root, rootOf(hashes.slice(0, Number(size))));
  demand(hashes.length > 0 && newest.size === BigInt(hashes.length) && isBeginning(newest.size, newest.root));
  let last = 0n;
  for (const seal of seals) {
    const [size, root] = [member(seal, "size", "number"), hexadecimal(seal.get("root"), 32)];
    demand(last < size && isBeginning(size, root));
    demandSignedRoot(size, root, member(seal, "sealed_at", "text"), seal.get("signature"), key);
    last = size;
  }
  demand(last === BigInt(hashes.length));
  for (const certificate of certificates)
    for (const found of checkCertificate(certificate, key)) demand(isBeginning(found.size, found.root));
  for (const notice of notices) {
    const name = member(notice, "sha256", "text");
    notice.delete("sha256");
    demand(sha(spelled(notice)).toString("hex") === name);
  }
  const named = new Map();
  for (const batch of files.has("batches.jsonl") ? objectsOf(files.get("batches.jsonl")) : []) {
    demand(!named.has(member(batch, "entry", "text")));
    named.set(batch.get("entry"), batchName(batch.get("root"), member(batch, "size", "number")));
  }
  const stand = entries.filter((entry) => entry.get("happened") === "batched");
  demand(stand.length === named.size);
  for (const entry of stand) demand(named.get(entry.get("id")) === entry.get("evidence"));
  for (const stamp of files.has("timestamps.jsonl") ? objectsOf(files.get("timestamps.jsonl")) : []) {
    const found = checkpoint(member(stamp, "checkpoint", "text"), key);
    demand(found.origin === newest.origin && isBeginning(found.size, found.root));
    const ownLine = found.note.indexOf("\n", found.note.indexOf("\n\n") + 2);
    stampedAt(base64Of(member(stamp, "response", "text")), found.note.slice(0, ownLine + 1));
  }
}

// -- time stamps ----------------------------------------------------------------------------------------------------

const [SEQUENCE, INTEGER, OCTETS, OID, TIME, CONTEXT_0] = [0x30, 0x02, 0x04, 0x06, 0x18, 0xa0];
const HASHES = { "608648016503040201": "sha256", "608648016503040202": "sha384", "608648016503040203": "sha512" };

function values(data) {
  const found = [];
  for (let at = 0; at < data.length; ) {
    demand(at + 2 <= data.length);
    let [tag, length] = [data[at], data[at + 1]];
    at += 2;
    if (length >= 128) {
      const count = length - 128;
      demand(count >= 1 && count <= 4 && at + count <= data.length);
      length = data.readUIntBE(at, count);
      at += count;
    }
    demand(at + length <= data.length);
    found.push({ tag, data: data.subarray(at, at + length) });
    at += length;
  }
  return found;
}

function inside(value, tag, count = null) {
  demand(value !== undefined && value.tag === tag);
  const found = values(value.data);
  demand(count === null || found.length === count);
  return found;
}

function plain(value, tag) {
  demand(value !== undefined && value.tag === tag);
  return value.data.toString("hex");
}

function stampedAt(response, message) {
  const [whole, ...more] = values(response);
  demand(!more.length);
  const [status, token] = inside(whole, SEQUENCE, 2);
  demand(["00", "01"].includes(plain(inside(status, SEQUENCE)[0], INTEGER)));
  const [contentType, content] = inside(token, SEQUENCE, 2);
  demand(plain(contentType, OID) === "2a864886f70d010702");
  const signedData = inside(inside(content, CONTEXT_0)[0], SEQUENCE);
  const [kind, wrapped] = inside(signedData[2], SEQUENCE, 2);
  demand(plain(kind, OID) === "2a864886f70d0109100104");
  const info = inside(inside(inside(wrapped, CONTEXT_0)[0], OCTETS)[0], SEQUENCE);
  const [algorithm, imprint] = inside(info[2], SEQUENCE, 2);
  const hash = HASHES[plain(inside(algorithm, SEQUENCE)[0], OID)];
  demand(hash && plain(imprint, OCTETS) === createHash(hash).update(message).digest("hex"));
  const [, time] = Buffer.from(plain(info[4], TIME), "hex").toString("latin1").match(/^([0-9]{14})(?:\.[0-9]+)?Z$/) ?? [];
  demand(time);
  const [year, month, day, hour, minute, second] = time.match(/^(....)(..)(..)(..)(..)(..)$/).slice(1).map(Number);
  const days = month === 2 ? (year % 4 || (year % 100 === 0 && year % 400) ? 28 : 29) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  demand(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60);
  return time;
}

// -- answers --------------------------------------------------------------------------------------------------------

// A checkpoint file that went by mail: CR LF for every LF, and no CR besides.
function withLineFeeds(text) {
  return /^(?:[^\r\n]*\r\n)+[^\r\n]*$/.test(text) ? text.replaceAll("\r\n", "\n") : text;
}

function checkpointsIn(content, expected) {
  if (content.subarray(0, 2).toString("latin1") === "PK") return checkBundle(content, expected);
  if (content[0] === 0x7b) return checkJson(content, expected);
  demand(expected !== null);
  return [checkpoint(withLineFeeds(decoded(content)), expected)];
}

function verified(content, expected, witnesses) {
  const found = checkpointsIn(content, expected);
  for (const witness of witnesses.map((each) => verifierKey(each, 4)))
    demand(found.some(({ note }) => isCosigned(note, witness)));
  return expected === null ? "untrusted" : "genuine";
}

for await (const line of createInterface({ input: process.stdin })) {
  const { content, key, witnesses, response, message } = JSON.parse(line);
  let answer = "refused";
  try {
    answer =
      content === undefined
        ? stampedAt(Buffer.from(response, "base64"), Buffer.from(message, "base64"))
        : verified(Buffer.from(content, "base64"), key && Buffer.from(key, "hex"), witnesses);
  } catch (trouble) {
    // A RangeError is a number read past the end, and one of zlib a file that does not unpack; all else is our fault.
    if (!(trouble instanceof Refused || trouble instanceof RangeError || trouble.code?.startsWith("Z_"))) throw trouble;
  }
  console.log(answer);
}
