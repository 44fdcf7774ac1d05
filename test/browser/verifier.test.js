// The page of the verifier in real browsers, from a file, as people use it.
// Run test/browser/install.sh once, then: node --test test/browser/
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as bundles from "./bundles.js";
import { open } from "./browsers.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const languages = ["ar", "zh", "en", "fr", "ru", "es"];
const custody = [
  ["collected", "2026-11-20T08:00:00Z", "Officer 4411, Nairobi", "", "", "1", true],
  ["copied", "2026-11-21T09:30:00Z", "Forensic laboratory, Nairobi", "", "", "1", true],
  ["sealed", "2026-11-23T12:00:00Z", "Forensic laboratory, Nairobi", "", "", "2", true],
  ["handed-over", "2026-11-23T15:00:00Z", "Forensic laboratory, Nairobi", "", "National Police Agency, Tokyo", "2", true],
  ["received", "2026-11-24T01:12:00Z", "National Police Agency, Tokyo", "Forensic laboratory, Nairobi", "", "2", false],
].map(([kind, time, actor, from, to, exhibit, proved]) => ({ kind, time, actor, from, to, exhibit: "sha256:" + exhibit.repeat(64), proved, log: "kenya.example/log" }));

let address;
const broken = {};
before(() => {
  address = bundles.build();
  broken.part = bundles.changed("part", (f) => bundles.flip(f("part-00000002.age"), 40000));
  broken.seal = bundles.changed("seal", (f) => bundles.flip(f("seal.dsse.json"), 900));
  broken.missing = bundles.changed("missing", (f) => bundles.remove(f("part-00000002.age")));
  broken.added = bundles.changed("added", (f) => bundles.add(f("notes.txt")));
  broken.large = bundles.changed("large", (f) => bundles.grow(f("part-00000001.age"), 2 ** 32 + 2 ** 20));
});
after(bundles.clean);

describe("the verifier", { concurrency: 2 }, () => {
  for (const name of ["chrome", "firefox"]) describe(name, { concurrency: 1 }, () => suite(name));
});

function suite(name) {
  let browser, close, page;
  const text = (selector) => page.$eval(selector, (e) => (e.innerText ?? e.textContent).replace(/[\u2066-\u2069]/g, ""));
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);

  before(async () => {
    ({ browser, close } = await open(name));
    page = await browser.newPage();
    await page.setViewport({ width: 1024, height: 800 });
  });
  after(() => close());

  async function fresh(language = "en") {
    await page.setViewport({ width: 1024, height: 800 });
    await page.goto("about:blank");
    await page.goto(address + "#" + language);
  }

  // choose gives a folder to the page. Firefox cannot be handed a folder by a
  // program, so there the paths come with the files.
  async function choose(dir) {
    if (name === "chrome") {
      await (await page.$("#folder")).uploadFile(dir);
      return taken(); // the browser looks through a folder in its own time
    }
    const paths = bundles.below(dir);
    await page.evaluate((known) => {
      window.fromInput = (input) => [...input.files].map((file) => ({ file, path: known.find((p) => p.endsWith(file.name)) }));
    }, paths.map((p) => basename(dir) + "/" + p));
    await (await page.$("#files")).uploadFile(...paths.map((p) => join(dir, p)));
    await taken();
  }

  const taken = () => page.waitForFunction(() => byId("chosen").textContent !== "");

  const settled = () => page.waitForFunction(() => byId("working").hidden && (!byId("result").hidden || !byId("mistakes").hidden), { timeout: 60000 });

  async function check(dir, { expect = "", key = "", policy = "", language } = {}) {
    await fresh(language);
    await choose(dir);
    if (expect) await page.type("#expect", expect);
    if (key) {
      await (await page.$("#identity-file")).uploadFile(key);
      await page.waitForFunction(() => byId("identity").value !== "");
    }
    if (policy) await page.type("#policy", policy);
    await page.click("button[type=submit]");
    await settled();
  }

  test("a good bundle with a key is proved, and its exhibits are listed", async () => {
    await check(bundles.sealed, { expect: bundles.signer, key: bundles.readerKey });
    assert.match(await text("h1.verdict"), /Proved$/);
    assert.equal(await page.$(".findings"), null);
    const rows = await page.$$eval(".exhibits tbody tr", (all) => all.map((r) => r.innerText));
    assert.equal(rows.length, 4);
    assert.match(rows[2], /letter\.txt[^]*1d5a4aa2034745c1db53debb0cb5438d153fbc42842aba2d9ebe199a7a6fddf3[^]*12 bytes[^]*server 4[^]*order 17\/2026[^]*20 November 2026[^]*UTC[^]*Unit 5/);
    assert.match(await text(".facts"), new RegExp(bundles.digest));
    assert.equal(await page.$eval("#identity", (e) => e.value), "", "the key stays in its field");
    assert.doesNotMatch(await page.content(), /AGE-SECRET-KEY-PQ/);
    assert.match(await focused(), /verdict/);
  });

  test("without a key the seal is checked", async () => {
    await check(bundles.sealed, { expect: bundles.digest });
    assert.match(await text("h1.verdict"), /Proved$/);
    assert.match(await text(".points.not-proved"), /Anything about the content/);
    assert.equal(await page.$(".exhibits"), null);
  });

  test("an opened folder is checked", async () => {
    await check(bundles.opened, { expect: bundles.signer });
    assert.match(await text("h1.verdict"), /Proved$/);
    assert.equal((await page.$$(".exhibits tbody tr")).length, 4);
  });

  test("nobody vouches: whole, not proved", async () => {
    await check(bundles.sealed);
    assert.match(await text("h1.verdict"), /Whole, but nobody vouches for it$/);
    assert.match(await text(".points.not-proved"), /Who sealed it/);
  });

  test("another signer than the one that was named", async () => {
    await check(bundles.sealed, { expect: "ed25519:" + Buffer.alloc(32, 7).toString("base64") });
    assert.match(await text("h1.verdict"), /Not what you expected$/);
    assert.match(await text(".findings"), /none of the signers that you named/);
  });

  for (const [what, where, why] of [
    ["part", "part-00000002.age", /was changed/], ["seal", "seal.dsse.json", /cannot be relied on/],
    ["missing", "part-00000002.age", /is missing/], ["added", "notes.txt", /does not belong/],
  ]) {
    test(`not whole: ${what}`, async () => {
      await check(broken[what], { expect: bundles.signer });
      assert.match(await text("h1.verdict"), /Not whole$/);
      assert.match(await text(".findings .where"), new RegExp(where.replaceAll(".", "\\.")));
      assert.match(await text(".findings"), why);
      assert.match(await text(".reasons"), /What is proved\s+Nothing\./);
    });
  }

  test("a key of another opens nothing, and says nothing against the bundle", async () => {
    const other = join(bundles.work, name + ".key");
    writeFileSync(other, "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX\n");
    await check(bundles.sealed, { expect: bundles.signer, key: other });
    assert.match(await text("#identity-error"), /says nothing against the bundle/);
    assert.equal(await page.$eval("#identity", (e) => e.getAttribute("aria-invalid")), "true");
    assert.equal(await focused(), "mistakes");
  });

  test("what was typed wrongly is told at its field, and stays", async () => {
    await check(bundles.sealed, { expect: "what?" });
    assert.match(await text("#expect-error"), /Line 1 is no public key/);
    assert.equal(await page.$eval("#expect", (e) => e.value), "what?");
    await page.click("#mistakes a");
    assert.equal(await focused(), "expect");
    await fresh();
    await page.click("button[type=submit]");
    await settled();
    assert.match(await text("#bundle-error"), /Choose the folder/);
  });

  test("a protected key asks for its passphrase", async () => {
    await fresh();
    assert.equal(await page.$eval("#protected", (e) => e.hidden), true);
    await choose(bundles.sealed);
    await page.type("#identity", "-----BEGIN AGE ENCRYPTED FILE-----");
    await page.click("button[type=submit]");
    await settled();
    assert.match(await text("#passphrase-error"), /passphrase/);
  });

  test("nothing goes out, even if the page were made to try", async () => {
    let hits = 0;
    const server = createServer((_, answer) => { hits++; answer.end(); }).listen(0, "127.0.0.1");
    await new Promise((yes) => server.once("listening", yes));
    const asked = [];
    const note = (r) => asked.push(r.url());
    page.on("request", note);
    const there = `http://127.0.0.1:${server.address().port}/`;
    let tried;
    try {
      await check(bundles.sealed, { expect: bundles.signer, key: bundles.readerKey });
      tried = await page.evaluate(async (to) => {
        const out = [];
        await fetch(to).then(() => out.push("fetch"), () => {});
        const worker = new Worker(URL.createObjectURL(new Blob([`fetch("${to}").then(() => postMessage("worker"), () => postMessage(""))`])));
        const said = await new Promise((yes) => { worker.onmessage = (e) => yes(e.data); worker.onerror = () => yes(""); });
        if (said) out.push(said);
        const image = new Image();
        await new Promise((yes) => { image.onload = () => { out.push("image"); yes(); }; image.onerror = yes; image.src = to; });
        try { navigator.sendBeacon(to, "x"); } catch { /* as it should */ }
        try { new WebSocket(to.replace("http", "ws")); } catch { /* as it should */ }
        const form = document.createElement("form");
        form.action = to;
        document.body.append(form);
        try { form.submit(); } catch { /* as it should */ }
        await new Promise((yes) => setTimeout(yes, 300));
        return out;
      }, there);
    } finally {
      page.off("request", note);
      server.close();
    }
    assert.deepEqual(tried, []);
    assert.equal(hits, 0);
    assert.deepEqual(asked.filter((u) => !/^(file|blob|about|data):/.test(u) && !u.startsWith(there)), []);
  });

  test("progress is shown, and a check can be stopped", async () => {
    await fresh();
    await choose(broken.large);
    await page.click("button[type=submit]");
    await page.waitForFunction(() => byId("pace").textContent !== "", { timeout: 60000 });
    assert.match(await text("#pace"), /of 4\.3.GB, .*B\/s, .* left/);
    assert.ok(await page.$eval("#bar", (e) => e.position >= 0));
    const began = Date.now();
    await page.click("#cancel");
    await page.waitForFunction(() => !byId("form").hidden);
    assert.ok(Date.now() - began < 10000, "the page was frozen");
    assert.match(await text("#chosen"), /\d+ files/);
  });

  test("six languages: form, mistake and verdict pass axe, and fit 320 pixels", async () => {
    for (const state of ["form", "mistake", "proved", "broken"]) {
      if (state === "form") await fresh();
      if (state === "mistake") await check(bundles.sealed, { expect: "?" });
      if (state === "proved") {
        await check(bundles.sealed, { expect: bundles.signer, key: bundles.readerKey });
        await withCustody();
      }
      if (state === "broken") await check(broken.part);
      await page.evaluate(axe);
      for (const l of languages) {
        await page.select("#language", l);
        const seen = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir,
          left: document.body.innerText.match(/\{\w+[#@]?\}|\b(answer|verdict|fact|custody|label)-[a-z-]+\b/g) }));
        assert.deepEqual(seen, { lang: l, dir: l === "ar" ? "rtl" : "ltr", left: null });
        await noViolations(`${state} in ${l}`);
        await page.setViewport({ width: 320, height: 640 });
        const wide = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((e) => !e.closest(".picture, details, .unseen, .skip") &&
          (e.getBoundingClientRect().right > 320.5 || e.getBoundingClientRect().left < -0.5)).map((e) => e.outerHTML.slice(0, 120)));
        assert.deepEqual(wide, [], `${state} in ${l} is too wide`);
        assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth) <= 320, `${state} in ${l} scrolls sideways`);
        await page.setViewport({ width: 1024, height: 800 });
      }
    }
  });

  // withCustody gives the verdict a line of custody with a change of hands.
  const withCustody = () => page.evaluate((line) => { Object.assign(given.answer, { custody: line, seal: null }); }, custody);

  async function noViolations(what) {
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], what);
  }

  test("words are in the language, the rest says that it is English", async () => {
    await check(bundles.sealed, { language: "fr" });
    assert.match(await text("h1.verdict"), /Intact, mais personne ne s’en porte garant/);
    assert.match(await text(".facts"), /23 novembre 2026/);
    await page.evaluate(() => {
      given.answer.proves.push({ code: "not-yet-known", text: "a thing of tomorrow" });
      showVerdict(given.answer, given.records, given.when);
    });
    assert.equal(await page.$eval(".points.is-proved li:last-child [lang]", (e) => e.lang + ": " + e.textContent), "en: a thing of tomorrow");
    await page.select("#language", "ar");
    assert.ok(await page.evaluate(() => document.querySelector("dt").getBoundingClientRect().left > document.querySelector("dd code").getBoundingClientRect().left), "not mirrored");
  });

  test("a stranger's text stays text and turns nothing", async () => {
    await check(bundles.opened);
    await page.evaluate(() => {
      given.records[0].name = "<img src=x onerror=alert(1)>\u202Egnp.exe";
      given.answer.signer_name = "<b>Office</b>";
      showVerdict(given.answer, given.records, given.when);
    });
    assert.match(await text(".exhibits tbody th"), /<img src=x onerror=alert\(1\)>⟨U\+202E⟩gnp\.exe/);
    assert.match(await text(".facts"), /<b>Office<\/b>/);
  });

  test("the custody line is a picture and a table, and runs from the right in Arabic", async () => {
    await check(bundles.sealed);
    await withCustody();
    const places = async (l) => {
      await page.select("#language", l);
      return page.$$eval("svg .moment", (all) => all.map((c) => c.getBoundingClientRect().left));
    };
    const left = await places("en"), right = await places("ar");
    assert.equal(left.length, custody.length);
    assert.deepEqual(left, [...left].sort((a, b) => a - b));
    assert.deepEqual(right, [...right].sort((a, b) => b - a));
    await places("en");
    assert.equal((await page.$$("svg .moment.unproved")).length, 1);
    await page.click(".custody summary");
    const rows = await page.$$eval(".custody tbody tr", (all) => all.map((r) => r.innerText));
    assert.equal(rows.length, custody.length);
    assert.match(rows[3], /23 November 2026[^]*UTC[^]*Handed over[^]*Forensic laboratory[^]*National Police Agency, Tokyo[^]*kenya\.example\/log/);
    assert.match(rows[4], /A claim/);
  });

  test("a policy proves what stands in a log", async () => {
    await check(bundles.opened, { expect: bundles.signer });
    assert.match(await text(".points.not-proved"), /Name the logs that you trust/);
    assert.equal((await page.$$("svg .moment:not(.unproved)")).length, 0);
    await check(bundles.opened, { expect: bundles.signer, policy: bundles.policy });
    assert.match(await text(".points.is-proved"), /in a log that you trust[^]*The seal is entry \d+ of the log test\.example\/custody/);
    assert.equal((await page.$$("svg .moment.unproved")).length, 0);
    assert.match(await text("svg"), /Collected[^]*Sealed/);
    await check(bundles.opened, { policy: "quorum" });
    assert.match(await text("#policy-error"), /This is no policy: /);
  });

  test("thousands of exhibits: quick, filtered, sorted, page by page", async () => {
    await check(bundles.opened);
    const took = await page.evaluate(() => {
      const list = Array.from({ length: 50000 }, (_, i) => ({ ...given.records[0], name: `mail/${i}.eml`, size: 50000 - i, tool: i % 1000 ? "" : "Export 7" }));
      given.answer.exhibits = list.length;
      const began = performance.now();
      showVerdict(given.answer, list, given.when);
      return performance.now() - began;
    });
    assert.ok(took < 3000, `${took} ms to show 50,000 exhibits`);
    assert.equal((await page.$$(".exhibits tbody tr")).length, 50);
    assert.match(await text(".count"), /1–50 of 50,000/);
    await page.click(".pages button:last-child");
    assert.match(await text(".count"), /51–100 of 50,000/);
    await page.type("#filter", "export 7");
    await page.waitForFunction(() => /1–50 of 50$/.test(document.querySelector(".count").textContent));
    await page.click("th.size button");
    assert.match(await text(".exhibits tbody th"), /mail\/49000\.eml/);
    assert.equal(await page.$eval("th.size", (e) => e.getAttribute("aria-sort")), "ascending");
  });

  test("all of it by keyboard", async () => {
    await fresh();
    await choose(bundles.sealed);
    await page.evaluate(() => { document.activeElement.blur(); });
    const way = [];
    for (let i = 0; i < 20 && way.at(-1) !== "button main"; i++) {
      await page.keyboard.press("Tab");
      way.push(await focused());
      assert.ok(await page.evaluate(() => {
        const e = document.activeElement, at = e.matches(".pick input") ? e.nextElementSibling : e;
        return getComputedStyle(at).outlineStyle !== "none";
      }), `the focus cannot be seen at ${way.at(-1)}`);
      if (way.at(-1) === "expect") await page.keyboard.type(bundles.signer);
    }
    assert.deepEqual(way, ["skip", "language", "folder", "files", "expect", "identity", "identity-file", "policy", "roots", "button main"]);
    await page.keyboard.press("Enter");
    await settled();
    assert.match(await focused(), /verdict proved/);
    const after = [];
    for (let i = 0; i < 9 && after.at(-1) !== "button"; i++) {
      await page.keyboard.press("Tab");
      after.push(await focused());
    }
    assert.deepEqual(after, ["picture", "", "button main", "button"]);
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "folder");
    assert.equal(await page.$eval("#expect", (e) => e.value), bundles.signer);
  });

  test("the verdict prints on one page, with what matters", async () => {
    await check(bundles.sealed, { expect: bundles.signer, key: bundles.readerKey });
    await withCustody();
    for (const l of ["en", "ar", "ru"]) {
      await page.select("#language", l);
      const file = join(bundles.work, `${name}-${l}.pdf`);
      await page.pdf({ path: file, format: "a4", preferCSSPageSize: true });
      assert.match(execFileSync("pdfinfo", [file], { encoding: "utf8" }), /^Pages:\s+1$/m, l);
      if (l !== "en") continue;
      const words = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
      for (const w of [/Proved/, new RegExp(bundles.digest), /What is not proved/, /Handed over/, /23 November 2026/]) assert.match(words, w);
      assert.doesNotMatch(words, /Check another bundle|letter\.txt/);
    }
  });

  if (name === "chrome") onlyChromium(() => page, { fresh, check, noViolations, text });
}

// What only Chromium lets a program do.
function onlyChromium(page, { fresh, check, noViolations, text }) {
  test("a dropped folder is taken", async () => {
    await fresh();
    const at = await page().$eval("#bundle", (e) => { const b = e.getBoundingClientRect(); return { x: b.left + 20, y: b.top + 20 }; });
    const session = await page().createCDPSession();
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await session.send("Input.dispatchDragEvent", { type, ...at, data: { items: [], files: [bundles.opened], dragOperationsMask: 1 } });
    }
    await page().waitForFunction(() => byId("chosen").textContent !== "", { timeout: 5000 });
    assert.match(await text("#chosen"), /opened opened bundle, \d+ files/);
  });

  test("dark colours have contrast too", async () => {
    await page().emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await check(bundles.sealed, { key: bundles.readerKey });
    await page().evaluate(axe);
    await noViolations("verdict in the dark");
    await page().emulateMediaFeatures([]);
  });

  test("without JavaScript the page says in six languages what to do", async () => {
    await page().setJavaScriptEnabled(false);
    await fresh();
    const seen = await page().$$eval("noscript section", (all) => all.map((s) => s.lang + " " + s.dir));
    assert.deepEqual(seen, ["ar rtl", "zh ltr", "en ltr", "fr ltr", "ru ltr", "es ltr"]);
    assert.equal(await page().$eval("#main", (e) => e.hidden), true);
    await page().setJavaScriptEnabled(true);
  });
}
