// The page: what is typed and chosen goes into a check, its answer is shown.
const given = { bundle: null, answer: null, records: [], when: "", problem: null };

function start() {
  setLanguage(pickLanguage());
  const select = byId("language");
  for (const [l, name] of Object.entries(languages)) select.append(el("option", { value: l, lang: l, selected: l === language }, name));
  select.addEventListener("change", () => {
    setLanguage(select.value);
    try { history.replaceState(null, "", "#" + language); } catch { /* the address stays as it is */ }
    redraw();
  });
  byId("tongue").hidden = byId("main").hidden = false;
  for (const id of ["folder", "files"]) byId(id).addEventListener("change", (e) => { take(fromInput(e.target)); e.target.value = ""; });
  byId("identity-file").addEventListener("change", readKey);
  byId("identity").addEventListener("input", askPassphrase);
  byId("form").addEventListener("submit", submit);
  byId("cancel").addEventListener("click", () => stopCheck());
  catchDrops();
  redraw();
  if (able()) warm();
  else complain([{ field: "bundle", code: "too-old" }]);
}

function able() { return typeof WebAssembly === "object" && typeof DecompressionStream === "function" && typeof Worker === "function"; }

// redraw puts everything into the language that was chosen.
function redraw() {
  sayAll();
  sayChosen();
  if (given.problem) complain([given.problem], false);
  if (given.answer) showVerdict(given.answer, given.records, given.when);
}

function catchDrops() {
  const over = (on) => byId("bundle").classList.toggle("over", on);
  window.addEventListener("dragover", (e) => { e.preventDefault(); over(!byId("form").hidden); });
  window.addEventListener("dragleave", (e) => { if (!e.relatedTarget) over(false); });
  window.addEventListener("drop", async (e) => {
    e.preventDefault(); // else the browser would leave the page
    over(false);
    if (byId("form").hidden || !e.dataTransfer) return;
    try {
      take(await fromDrop(e.dataTransfer));
    } catch (err) {
      complain([{ field: "bundle", code: "no-drop", args: [String(err.message || err.name)] }]);
    }
  });
}

function take(list) {
  given.bundle = bundleOf(list);
  sayChosen();
  complain(given.bundle.mistake ? [{ field: "bundle", code: given.bundle.mistake }] : [], false);
}

function sayChosen() {
  const b = given.bundle;
  byId("chosen").replaceChildren();
  if (!b || b.mistake) return;
  const size = b.files.reduce((n, f) => n + f.file.size, 0);
  byId("chosen").append(el("b", {}, b.name ? theirs(b.name) : say("chosen-loose")), " ",
    say(b.opened ? "chosen-opened" : "chosen-sealed", { n: b.files.length, size: octets(size) }), b.left ? " " + say("chosen-left", { n: b.left }) : "");
}

const isProtected = () => byId("identity").value.includes("BEGIN AGE ENCRYPTED FILE");

// askPassphrase shows the field for it once there is a key that needs it.
function askPassphrase() { byId("protected").hidden = !isProtected(); }

// readKey puts the content of a key file into its field, and forgets the file.
async function readKey(e) {
  const [file] = e.target.files;
  if (file) {
    if (file.size > 1 << 20) complain([{ field: "identity", code: "identity" }]);
    else byId("identity").value = await file.text();
    askPassphrase();
  }
  e.target.value = "";
}

async function submit(e) {
  e.preventDefault();
  const request = Object.fromEntries(["expect", "identity", "passphrase", "policy", "roots"].map((id) => [id, byId(id).value]));
  request.now = new Date().toISOString();
  if (!able()) return complain([{ field: "bundle", code: "too-old" }]);
  if (!given.bundle || given.bundle.mistake) return complain([{ field: "bundle", code: given.bundle?.mistake ?? "no-files" }]);
  if (isProtected() && !request.passphrase) return complain([{ field: "passphrase", code: "need-passphrase" }]);
  complain([], false);
  byId("identity").value = byId("passphrase").value = ""; // used once
  askPassphrase();
  byId("pace").textContent = byId("spoken").textContent = "";
  byId("bar").removeAttribute("value");
  show("working");
  const got = await check(given.bundle.files, request, pacer());
  warm();
  if (!got || got.problem || got.answer.problem) {
    show("form");
    if (got) complain([got.problem ?? got.answer.problem]);
    return;
  }
  Object.assign(given, { answer: got.answer.verdict, records: got.records, when: new Date().toISOString() });
  showVerdict(given.answer, given.records, given.when);
  show("result");
}

// complain says what was wrong with what was given: at its field, and above as
// links to the fields.
function complain(problems, focus = true) {
  given.problem = problems[0] ?? null;
  for (const f of ["bundle", "expect", "identity", "passphrase", "policy", "roots"]) {
    const mine = problems.filter((p) => p.field === f), place = byId(f + "-error");
    place.hidden = !mine.length;
    place.textContent = mine.map(problemText).join(" ");
    for (const input of f === "bundle" ? [byId("folder"), byId("files")] : [byId(f)]) {
      if (mine.length) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    }
  }
  const box = byId("mistakes");
  box.hidden = !problems.length;
  box.querySelector("ul").replaceChildren(...problems.map((p) => el("li", {}, el("a", { href: "#" + p.field, onclick: (e) => {
    e.preventDefault(); // the language stands in the address
    byId(p.field === "bundle" ? "folder" : p.field).focus();
  } }, problemText(p)))));
  if (problems.length && focus) box.focus();
}

function problemText(p) {
  return message("problem", p.code, { ...p.args }) ?? message("problem", p.code, { ...p.args }, "en") ?? p.text;
}

// again begins anew, and keeps what was expected: the next bundle may be of the same signer.
function again() {
  Object.assign(given, { bundle: null, answer: null, records: [], problem: null });
  byId("result").replaceChildren();
  redraw();
  complain([], false);
  show("form");
  byId("folder").focus();
}

start();
