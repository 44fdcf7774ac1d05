// How fast the page checks a large bundle, and with how much memory:
//
//	node measure.js [MEGABYTES]     the size of the bundle, 512 unless told
//
// It seals a file of that size with the command, and checks it in both browsers,
// without and with the key of the reader. It reads /proc, so it needs Linux.
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, statSync, writeSync } from "node:fs";
import { createCipheriv } from "node:crypto";
import { join } from "node:path";
import { open } from "./browsers.js";
import { build, clean, root, work } from "./bundles.js";

// fill writes bytes that look random, and are the same each time.
function fill(file, megabytes) {
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16)), zeros = Buffer.alloc(1e6), out = openSync(file, "wx");
  for (let i = 0; i < megabytes; i++) writeSync(out, cipher.update(zeros));
  closeSync(out);
}

function bundle(megabytes) {
  const comity = join(work, "comity"), at = (f) => join(work, f);
  execFileSync("go", ["build", "-o", comity, "./cmd/comity"], { cwd: root });
  mkdirSync(at("exhibits"));
  fill(at("exhibits/disk.img"), megabytes);
  const run = (...args) => execFileSync(comity, ["evidence", ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const signer = run("keygen", "signer", at("signer.key"), "--no-passphrase").trim();
  const reader = run("keygen", "reader", at("reader.key"), "--no-passphrase").trim();
  run("seal", at("exhibits"), "--out", at("bundle"), "--key", at("signer.key"), "--to", reader, "--origin", "o", "--basis", "b", "--collector", "c");
  execFileSync("rm", ["-r", at("exhibits")]);
  return { dir: at("bundle"), key: at("reader.key"), signer };
}

// family is the processes of a browser: processor time in seconds, and the most
// memory that one of them has now.
function family(first) {
  const parent = new Map(), ticks = new Map();
  for (const p of readdirSync("/proc").filter((n) => /^\d+$/.test(n))) {
    try {
      const stat = readFileSync(`/proc/${p}/stat`, "utf8"), field = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      parent.set(+p, +field[1]);
      ticks.set(+p, +field[11] + +field[12]);
    } catch { /* it has ended */ }
  }
  const ours = [...parent.keys()].filter((p) => { while (p > 1 && p !== first) p = parent.get(p) ?? 0; return p === first; });
  const memory = ours.map((p) => { try { return +readFileSync(`/proc/${p}/statm`, "utf8").split(" ")[1] * 4096; } catch { return 0; } });
  return { seconds: ours.reduce((n, p) => n + ticks.get(p), 0) / 100, memory: Math.max(0, ...memory) };
}

async function measure(name, address, { dir, key, signer }, withKey) {
  const { browser, close } = await open(name), first = browser.process().pid;
  const page = await browser.newPage();
  await page.goto(address);
  const files = readdirSync(dir).map((f) => join(dir, f)), size = files.reduce((n, f) => n + statSync(f).size, 0);
  await (await page.$("#files")).uploadFile(...files);
  await page.type("#expect", signer);
  if (withKey) await (await page.$("#identity-file")).uploadFile(key);
  await new Promise((yes) => setTimeout(yes, 3000));
  const before = family(first), began = Date.now();
  let most = 0, slowest = 0;
  await page.click("button[type=submit]");
  for (let working = true; working;) {
    const asked = Date.now();
    working = await page.evaluate(() => !byId("working").hidden);
    slowest = Math.max(slowest, Date.now() - asked);
    most = Math.max(most, family(first).memory);
    await new Promise((yes) => setTimeout(yes, 500));
  }
  const wall = (Date.now() - began) / 1000, used = family(first).seconds - before.seconds;
  const verdict = await page.$eval("h1.verdict", (e) => e.innerText);
  console.log(`${name}, ${withKey ? "with the key" : "the seal only"}: ${verdict}; ${(size / 1e6).toFixed(0)} MB in ${wall.toFixed(1)} s, ${(size / 1e6 / wall).toFixed(0)} MB/s; ` +
    `processor time ${used.toFixed(1)} s, ${(size / 1e6 / used).toFixed(0)} MB a second of it; largest process ${(most / 1e6).toFixed(0)} MB; slowest answer of the page ${slowest} ms`);
  await close();
}

try {
  const address = build(), sealed = bundle(Number(process.argv[2] ?? 512));
  for (const name of ["chrome", "firefox"]) for (const withKey of [false, true]) await measure(name, address, sealed, withKey);
} finally {
  clean();
}
