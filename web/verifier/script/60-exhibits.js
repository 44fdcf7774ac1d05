// The exhibits: a page of the table at a time, so that thousands stay quick and
// every row can be reached by keyboard and by a screen reader.
const rowsAPage = 50;

// columns of the table, and what each sorts by.
const columns = [
  ["exhibit", (r) => r.name],
  ["size", (r) => r.size],
  ["source", (r) => r.origin + "\n" + r.basis],
  ["collected", (r) => r.collected ?? ""],
];

function exhibits(v, records) {
  const state = { filter: "", sort: -1, down: false, page: 0 };
  const body = el("tbody"), told = el("p", { role: "status", class: "count" }), nav = el("p", { class: "pages" });
  const heads = columns.map(([name], i) => {
    const button = el("button", { type: "button", onclick: () => {
      state.down = state.sort === i && !state.down;
      state.sort = i;
      draw();
    } }, say("column-" + name), el("span", { class: "arrow", "aria-hidden": "true" }));
    return el("th", { scope: "col", class: name }, button);
  });
  const draw = () => {
    const list = sorted(filtered(records, state.filter), state);
    const last = Math.max(0, Math.ceil(list.length / rowsAPage) - 1);
    state.page = Math.min(state.page, last);
    const from = state.page * rowsAPage;
    body.replaceChildren(...list.slice(from, from + rowsAPage).map(exhibitRow));
    heads.forEach((h, i) => {
      const way = state.sort !== i ? null : state.down ? "descending" : "ascending";
      if (way) h.setAttribute("aria-sort", way); else h.removeAttribute("aria-sort");
      h.querySelector(".arrow").textContent = way ? (state.down ? " ↓" : " ↑") : "";
    });
    told.textContent = list.length
      ? say("rows", { from: from + 1, to: Math.min(from + rowsAPage, list.length), n: list.length }) : say("rows-none");
    nav.hidden = last === 0;
    nav.querySelectorAll("button").forEach((b, i) => { b.setAttribute("aria-disabled", state.page === (i ? last : 0)); });
  };
  const turn = (by) => () => {
    const last = Math.ceil(filtered(records, state.filter).length / rowsAPage) - 1;
    state.page = Math.max(0, Math.min(last, state.page + by));
    draw();
  };
  nav.append(el("button", { type: "button", class: "button small", onclick: turn(-1) }, say("previous")), " ",
    el("button", { type: "button", class: "button small", onclick: turn(1) }, say("next")));
  const search = el("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false", oninput: (e) => {
    clearTimeout(state.waiting);
    state.waiting = setTimeout(() => { state.filter = e.target.value; state.page = 0; draw(); }, 150);
  } });
  draw();
  return el("section", { class: "exhibits" }, el("h2", { id: "h-exhibits" }, say("exhibits")),
    el("p", { class: "hint" }, say("exhibits-claims")),
    v.exhibits > records.length ? el("p", { class: "hint" }, say("exhibits-cut", { n: records.length })) : null,
    el("div", { class: "tools" }, el("p", {}, el("label", { for: "filter" }, say("filter")), " ", search), told),
    el("table", { "aria-labelledby": "h-exhibits" }, el("thead", {}, el("tr", {}, heads)), body), nav);
}

function filtered(records, words) {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return records;
  return records.filter((r) => {
    const text = [r.name, r.original, r.origin, r.basis, r.collector, r.tool, r.collected, r.sha256].join("\n").toLocaleLowerCase();
    return wanted.every((w) => text.includes(w));
  });
}

function sorted(list, { sort, down }) {
  if (sort < 0) return list;
  const key = columns[sort][1], compare = new Intl.Collator(locale(), { numeric: true }).compare;
  const out = [...list].sort((a, b) => (typeof key(a) === "number" ? key(a) - key(b) : compare(key(a), key(b))));
  return down ? out.reverse() : out;
}

function exhibitRow(r) {
  const labelled = (label, text) => text ? el("p", {}, el("span", { class: "label" }, say("label-" + label)), " ", theirs(text)) : null;
  return el("tr", {},
    el("th", { scope: "row" }, theirs(r.name), r.original ? el("p", { class: "label" }, say("label-original"), " ", theirs(r.original)) : null,
      el("p", { class: "digest" }, code(r.sha256)), ...made(r)),
    el("td", { class: "size" }, octets(r.size)),
    el("td", {}, labelled("origin", r.origin), labelled("basis", r.basis)),
    el("td", {}, r.collected ? el("p", {}, time(r.collected)) : el("p", { class: "label" }, say("not-stated")),
      labelled("collector", r.collector), labelled("tool", r.tool)));
}

// made is where an exhibit has its bytes from, and what became of the digests it came with.
function made(r) {
  const line = (group, code, args) => el("p", { class: "label" }, message(group, code, args) ?? visible(code));
  return [r.derived ? line("derived", r.derived.how) : null,
    ...(r.claimed ?? []).map((c) => line("claimed", c.result, c))].filter(Boolean);
}
