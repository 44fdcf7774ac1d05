// What the page is made of. Text from a bundle comes in only as text.
const byId = (id) => document.getElementById(id);

// el makes an element; a null child or attribute is left out.
function el(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes ?? {})) {
    if (k.startsWith("on")) e.addEventListener(k.slice(2), v);
    else if (v !== null && v !== false && v !== undefined) e.setAttribute(k, v === true ? "" : v);
  }
  e.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return e;
}

// theirs is a stranger's text: of unknown direction, set apart from ours.
function theirs(text) { return el("bdi", { dir: "auto" }, visible(String(text))); }

// code is a digest, a key or a name in a format: always left to right.
function code(text) { return el("code", { dir: "ltr" }, visible(String(text))); }

function time(text, style = legalTime) { return el("time", { datetime: text }, instant(text, style)); }

// told is a finding or a point in the reader's language, else in English, marked so.
function told(group, item) {
  const text = message(group, item.code, { ...item.args, n: item.args?.[0] });
  if (text !== null) return el("span", {}, text);
  return el("span", { lang: "en", dir: "ltr" }, visible(item.text ?? item.what ?? String(item)));
}

// sayAll puts the words of the language into all that stands in the page.
function sayAll() {
  for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
  document.title = say("document-title");
}

// show makes one of the three views the visible one, and tells where it begins.
function show(view) {
  for (const id of ["form", "working", "result"]) byId(id).hidden = id !== view;
  const head = byId(view).querySelector("[tabindex='-1']:not([hidden])");
  window.scrollTo(0, 0);
  if (head) head.focus({ preventScroll: true });
}
