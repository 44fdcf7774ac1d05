// The bundles of the tests: the vectors of package evidence, and copies of them
// with one thing changed each.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const vectors = join(root, "evidence/testdata");
export const signer = readFileSync(join(vectors, "signer.pub"), "utf8").trim();
export const digest = readFileSync(join(vectors, "statement.digest"), "utf8").trim();
export const policy = readFileSync(join(vectors, "policy"), "utf8");
export const readerKey = join(vectors, "reader.key");
export const sealed = join(vectors, "bundle"), opened = join(vectors, "opened");

export const work = mkdtempSync(join(tmpdir(), "comity-verifier-"));
export function clean() { rmSync(work, { recursive: true, force: true }); }

// build makes the page as it is published.
export function build() {
  const page = join(work, "page.html");
  execFileSync("go", ["run", "./web/verifier/build", "-o", page], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return "file://" + page;
}

// changed is a copy of the sealed bundle after one change.
export function changed(name, change) {
  const dir = join(work, name);
  mkdirSync(dir);
  for (const f of readdirSync(sealed)) copyFileSync(join(sealed, f), join(dir, f));
  change((f) => join(dir, f));
  return dir;
}

export function flip(file, at) {
  const b = readFileSync(file);
  b[at] ^= 1;
  writeFileSync(file, b);
}

export const remove = (file) => rmSync(file);
export const add = (file) => writeFileSync(file, "not of the bundle");

// grow makes a file large without filling the disk: its end is a hole.
export const grow = (file, size) => truncateSync(file, size);

// below lists a folder as its files with their paths in it.
export function below(dir, prefix = "") {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? below(join(dir, e.name), prefix + e.name + "/") : [prefix + e.name]);
}
