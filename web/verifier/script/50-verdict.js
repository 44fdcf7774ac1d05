// The answer: the verdict first, then the reasons, then what it was made of.

// outcome is one of proved, whole, other (not what was expected) and broken.
function outcome(v) {
  if (v.proved) return "proved";
  if (v.whole) return "whole";
  return v.findings.every((f) => f.code === "other-signer" || f.code === "not-expected") ? "other" : "broken";
}

const signs = { proved: "●", whole: "◐", other: "○", broken: "○" };

function showVerdict(v, records, when) {
  const how = outcome(v);
  byId("result").replaceChildren(...[
    el("p", { class: "date" }, say("checked", { time: instant(when, legalTime) })),
    el("h1", { tabindex: "-1", class: "verdict " + how }, el("span", { class: "sign", "aria-hidden": "true" }, signs[how]), " ", say("verdict-" + how)),
    el("div", { class: "answer" }, ...sentences(v, how).map((s) => el("p", {}, s))),
    v.findings.length ? findings(v) : null,
    reasons(v),
    custodyLine(v),
    v.bundle ? facts(v) : null,
    v.whole && v.depth !== "sealed" ? exhibits(v, records) : null,
    el("p", { class: "go" },
      el("button", { type: "button", class: "button main", onclick: () => window.print() }, say("print")),
      el("button", { type: "button", class: "button", onclick: again }, say("again"))),
  ].filter(Boolean));
}

function sentences(v, how) {
  const first = how === "broken" || how === "other" ? say("answer-" + how, { n: v.findings.length + (v.more ?? 0) })
    : say(`answer-${how}-${v.depth === "sealed" ? "sealed" : "content"}`, { n: v.depth === "sealed" ? v.parts : v.exhibits });
  const out = [first];
  if (how === "proved" && v.depth === "sealed") out.push(say("answer-unopened"));
  return out;
}

function findings(v) {
  return el("section", { class: "findings" }, el("h2", {}, say("findings")),
    el("ul", {}, v.findings.map((f) => el("li", {}, el("p", { class: "where" }, theirs(f.where)), el("p", {}, told("finding", f))))),
    v.more ? el("p", {}, say("more-findings", { n: v.more })) : null);
}

function reasons(v) {
  const list = (title, items, sign) => el("section", {}, el("h2", {}, say(title)),
    items.length ? el("ul", { class: "points " + title }, items.map((i) => el("li", {}, el("span", { "aria-hidden": "true" }, sign), told("point", i)))) : el("p", {}, say("nothing")));
  return el("div", { class: "reasons" }, list("is-proved", v.proves, "●"), list("not-proved", v.not_proved, "○"));
}

// facts are what the statement says of itself.
function facts(v) {
  const row = (label, ...value) => el("div", {}, el("dt", {}, say(label)), el("dd", {}, ...value));
  const claim = () => el("span", { class: "claim" }, say("claim"));
  return el("section", { class: "facts" }, el("h2", {}, say("facts")), el("dl", {},
    row("fact-statement", code(v.digest)),
    row("fact-bundle", code(v.bundle)),
    row("fact-signer", code(v.signer)),
    v.signer_name ? row("fact-name", theirs(v.signer_name), " ", claim()) : null,
    row("fact-sealed", time(v.claimed_time), " ", claim()),
    row("fact-content", together(say("exhibits-count", { n: v.exhibits }), v.octets && octets(v.octets))),
    v.depth === "folder" ? null : row("fact-parts", together(say("parts-count", { n: v.parts }), v.whole && v.part_octets && octets(v.part_octets))),
    row("fact-readers", say("readers-count", { n: (v.recipients ?? []).length }))));
}
