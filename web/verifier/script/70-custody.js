// The custody line: who held what, when. Time runs along the line of writing, a
// holder has a lane, and what an exhibit went through is a line over the lanes.
// Acts of one day that are alike are one moment, and exhibits with the same story
// are one line, so that a thousand exhibits make a picture too. The table under
// it has every entry. An entry is {kind, time, actor, from, to, exhibit, proved, log}.
const lane = 48, ceiling = 52, side = 210, breadth = 1040;
const mostLines = 12, mostMoments = 40, mostRows = 1000;

// holderAfter is who holds the exhibit when the act is done.
function holderAfter(e) { return e.to || e.actor; }

// holderBefore is who let it go, where the entry says so.
function holderBefore(e) { return e.to ? e.actor : e.from || e.actor; }

function custodyLine(v) {
  const entries = [...(v.custody ?? []), ...(v.seal ? [{ ...v.seal, whole: true }] : [])];
  if (!entries.length) return null;
  entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const story = storyOf(entries);
  return el("section", { class: "custody" }, el("h2", { id: "h-custody" }, say("custody")),
    el("div", { class: "picture", tabindex: "0", role: "region", "aria-labelledby": "h-custody" }, custodyPicture(story, entries.length)),
    story.cut ? el("p", { class: "hint" }, say("custody-cut", { n: story.lines.length })) : null,
    el("p", { class: "hint" }, say("custody-legend")),
    el("details", {}, el("summary", {}, say("custody-table")),
      entries.length > mostRows ? el("p", { class: "hint" }, say("custody-rows-cut", { n: mostRows })) : null,
      custodyTable(entries.slice(0, mostRows))));
}

// storyOf gathers entries into moments, and exhibits into lines of moments.
function storyOf(entries) {
  const moments = new Map(), exhibits = new Map();
  for (const e of entries) {
    const key = JSON.stringify([e.kind, e.time.slice(0, 10), e.actor, e.from, e.to, e.proved, e.whole]);
    if (!moments.has(key)) moments.set(key, { ...e, at: moments.size, n: 0 });
    const m = moments.get(key);
    m.n++;
    if (!exhibits.has(e.exhibit)) exhibits.set(e.exhibit, new Set());
    exhibits.get(e.exhibit).add(m);
  }
  const lines = new Map();
  for (const line of exhibits.values()) lines.set([...line].map((m) => m.at).join(), [...line]);
  const all = [...moments.values()], seal = all.find((m) => m.whole);
  if (seal && lines.size > 1) lines.delete(String(seal.at)); // the others end in it
  return { moments: all.slice(0, mostMoments), cut: all.length > mostMoments || lines.size > mostLines,
    lines: [...lines.values()].slice(0, mostLines).map((l) => sealed(l, seal).filter((m) => m.at < mostMoments)) };
}

function svg(tag, attributes, ...children) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

function custodyPicture({ moments, lines }, n) {
  const holders = [...new Set(moments.flatMap((m) => [holderBefore(m), holderAfter(m)]))];
  const column = Math.min(200, Math.max(128, (breadth - side) / moments.length));
  const width = Math.max(breadth, side + moments.length * column), height = ceiling + holders.length * lane + 8;
  const rtl = document.documentElement.dir === "rtl";
  const x = (at) => (rtl ? width - at : at);
  const middle = (m) => side + m.at * column + column / 2;
  const level = (holder, line) => ceiling + holders.indexOf(holder) * lane + lane / 2 + spread(line, lines.length);
  const s = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", direction: rtl ? "rtl" : "ltr",
    "aria-label": say("custody-picture", { n, holders: holders.length }) });
  holders.forEach((h, i) => {
    const y = ceiling + i * lane + lane / 2;
    s.append(svg("line", { x1: x(side - 10), x2: x(width), y1: y, y2: y, class: "lane" }),
      svg("text", { class: "holder" }, svg("title", {}, visible(h)), ...folded(visible(h)).map((t, k, all) =>
        svg("tspan", { x: x(0), y: y + 5 + (k - (all.length - 1) / 2) * 17 }, t))));
  });
  lines.forEach((line, i) => s.append(...linePath(line, i, { x, middle, level, column })));
  lines.forEach((line, i) => line.forEach((m) => s.append(
    svg("circle", { cx: x(middle(m)), cy: level(holderAfter(m), i), r: 5.5, class: "moment" + (m.proved ? "" : " unproved") }))));
  moments.forEach((m) => s.append(...heading(m, x(middle(m)))));
  return s;
}

// sealed lets the line of an exhibit end in the seal, which holds them all.
function sealed(line, seal) {
  return seal && line.length && line.at(-1).at < seal.at ? [...line, seal] : line;
}

// spread sets several lines beside each other in a lane.
function spread(i, n) { return n < 2 ? 0 : (i / (n - 1) - 0.5) * Math.min(24, (n - 1) * 6); }

// folded sets a name in two lines at most; the table has the whole of it.
function folded(text) {
  const most = 26, shortened = (t) => (t.length <= most ? t : t.slice(0, most - 1) + "…");
  if (text.length <= most) return [text];
  const space = text.lastIndexOf(" ", most), at = space > 0 ? space : most;
  return [text.slice(0, at), shortened(text.slice(at).trim())];
}

// linePath joins the moments of a line; a step down or up is a change of hands.
function linePath(line, i, { x, middle, level, column }) {
  return line.flatMap((m, k) => {
    const to = level(holderAfter(m), i), last = line[k - 1], style = "held" + (m.proved ? "" : " unproved");
    if (last) {
      const bend = middle(m) - column * 0.32;
      return [svg("path", { class: style, d: `M${x(middle(last))} ${level(holderAfter(last), i)} H${x(bend)} L${x(bend + column * 0.16)} ${to} H${x(middle(m))}` })];
    }
    if (holderBefore(m) === holderAfter(m)) return [];
    return [svg("path", { class: style, d: `M${x(middle(m) - column * 0.3)} ${level(holderBefore(m), i)} L${x(middle(m))} ${to}` })];
  });
}

function heading(m, x) {
  const kind = m.n > 1 ? say("times", { kind: kindOf(m), n: m.n }) : kindOf(m);
  return [svg("text", { x, y: 14, class: "kind" }, kind), svg("text", { x, y: 30, class: "when" }, instant(m.time, shortDay)),
    m.n > 1 ? "" : svg("text", { x, y: 44, class: "when" }, instant(m.time, shortTime))];
}

function kindOf(e) { return message("kind", e.kind) ?? message("kind", e.kind, {}, "en") ?? visible(e.kind); }

function custodyTable(list) {
  const head = ["time", "kind", "actor", "from", "to", "exhibit", "proof"];
  return el("table", { class: "plain", "aria-labelledby": "h-custody" },
    el("thead", {}, el("tr", {}, head.map((h) => el("th", { scope: "col" }, say("custody-" + h))))),
    el("tbody", {}, list.map((e) => el("tr", {},
      el("td", {}, time(e.time)), el("th", { scope: "row" }, kindOf(e)),
      ...[e.actor, e.from, e.to].map((t) => el("td", {}, t ? theirs(t) : "–")),
      el("td", { class: "digest" }, code(e.exhibit)),
      el("td", {}, e.proved ? say("custody-in-log", { log: e.log ?? "" }) : say("custody-claimed"))))));
}
