// The custody line: who held what, when. Time runs along the line of writing, a
// holder has a lane, and what each exhibit went through is one line over the
// lanes. The same stands in a table, for those who read better than they look.
// An entry is {kind, time, actor, from, to, exhibit, proved, log}.
const lane = 48, ceiling = 52, side = 210, breadth = 1040;

// holderAfter is who holds the exhibit when the act is done.
function holderAfter(e) { return e.to || e.actor; }

// holderBefore is who let it go, where the entry says so.
function holderBefore(e) { return e.to ? e.actor : e.from || e.actor; }

function custodyLine(entries) {
  if (!entries.length) return null;
  const list = [...entries].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return el("section", { class: "custody" }, el("h2", { id: "h-custody" }, say("custody")),
    el("div", { class: "picture", tabindex: "0", role: "region", "aria-labelledby": "h-custody" }, custodyPicture(list)),
    el("p", { class: "hint" }, say("custody-legend")),
    el("details", {}, el("summary", {}, say("custody-table")), custodyTable(list)));
}

function svg(tag, attributes, ...children) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

function custodyPicture(list) {
  const holders = [...new Set(list.flatMap((e) => [holderBefore(e), holderAfter(e)]))];
  const exhibits = [...new Set(list.map((e) => e.exhibit))];
  const column = Math.min(200, Math.max(128, (breadth - side) / list.length));
  const width = Math.max(breadth, side + list.length * column), height = ceiling + holders.length * lane + 8;
  const rtl = document.documentElement.dir === "rtl";
  const x = (at) => (rtl ? width - at : at);
  const middle = (i) => side + i * column + column / 2;
  const level = (holder, exhibit) => ceiling + holders.indexOf(holder) * lane + lane / 2 + spread(exhibits.indexOf(exhibit), exhibits.length);
  const s = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", direction: rtl ? "rtl" : "ltr",
    "aria-label": say("custody-picture", { n: list.length, holders: holders.length }) });
  holders.forEach((h, i) => {
    const y = ceiling + i * lane + lane / 2;
    s.append(svg("line", { x1: x(side - 10), x2: x(width), y1: y, y2: y, class: "lane" }),
      svg("text", { class: "holder" }, svg("title", {}, visible(h)), ...folded(visible(h)).map((t, n, all) =>
        svg("tspan", { x: x(0), y: y + 5 + (n - (all.length - 1) / 2) * 17 }, t))));
  });
  exhibits.forEach((one) => s.append(...exhibitPath(list, one, { x, middle, level, column })));
  list.forEach((e, i) => s.append(...moment(e, x(middle(i)), level(holderAfter(e), e.exhibit))));
  return s;
}

// spread sets the lines of several exhibits beside each other in a lane.
function spread(i, n) { return n < 2 ? 0 : (i / (n - 1) - 0.5) * Math.min(24, (n - 1) * 6); }

// folded sets a name in two lines at most; the table has the whole of it.
function folded(text) {
  const most = 26, shortened = (t) => (t.length <= most ? t : t.slice(0, most - 1) + "…");
  if (text.length <= most) return [text];
  const space = text.lastIndexOf(" ", most), at = space > 0 ? space : most;
  return [text.slice(0, at), shortened(text.slice(at).trim())];
}

// exhibitPath joins the moments of one exhibit; a step down is a change of hands.
function exhibitPath(list, exhibit, { x, middle, level, column }) {
  const out = [];
  let last = null;
  list.forEach((e, i) => {
    if (e.exhibit !== exhibit) return;
    const to = level(holderAfter(e), exhibit);
    if (last) {
      const bend = middle(i) - column * 0.32;
      out.push(svg("path", { class: "held" + (e.proved ? "" : " unproved"),
        d: `M${x(middle(last.i))} ${last.y} H${x(bend)} L${x(bend + column * 0.16)} ${to} H${x(middle(i))}` }));
    } else if (holderBefore(e) !== holderAfter(e)) {
      out.push(svg("path", { class: "held" + (e.proved ? "" : " unproved"), d: `M${x(middle(i) - column * 0.3)} ${level(holderBefore(e), exhibit)} L${x(middle(i))} ${to}` }));
    }
    last = { i, y: to };
  });
  return out;
}

function moment(e, x, y) {
  return [
    svg("circle", { cx: x, cy: y, r: 5.5, class: "moment" + (e.proved ? "" : " unproved") }),
    svg("text", { x, y: 14, class: "kind" }, kindOf(e)),
    svg("text", { x, y: 30, class: "when" }, instant(e.time, shortDay)),
    svg("text", { x, y: 44, class: "when" }, instant(e.time, shortTime)),
  ];
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
