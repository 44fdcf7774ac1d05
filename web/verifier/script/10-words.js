// Words: the catalogues of the six languages, and numbers and dates as each
// language writes them. A date is always Gregorian and UTC, and says so.
const catalogues = JSON.parse(document.getElementById("words").textContent);
const languages = { ar: "العربية", zh: "中文", en: "English", fr: "Français", ru: "Русский", es: "Español" };
let language = "en";

// pickLanguage takes the one in the address, else the first that the browser asks for.
function pickLanguage() {
  const wanted = [location.hash.slice(1), ...(navigator.languages || [])];
  for (const w of wanted) {
    const short = String(w).toLowerCase().split("-")[0];
    if (Object.hasOwn(languages, short)) return short;
  }
  return "en";
}

function setLanguage(l) {
  language = l;
  document.documentElement.lang = l;
  document.documentElement.dir = l === "ar" ? "rtl" : "ltr";
}

// locale writes Gregorian dates whatever calendar the language would take, and
// English ones with the day before the month.
function locale() { return ({ zh: "zh-Hans", en: "en-GB" }[language] ?? language) + "-u-ca-gregory"; }

// message is the text of a code in a group, or null if no catalogue has it.
function message(group, code, args, lang = language) {
  let m = catalogues[lang]?.[group]?.[code];
  if (m && typeof m === "object") m = m[new Intl.PluralRules(lang).select(Number(args?.n))] ?? m.other;
  if (typeof m !== "string") return null;
  return m.replace(/\{(\w+)([#@]?)\}/g, (all, name, as) => {
    const v = args?.[name];
    if (v === undefined) return all;
    if (typeof v === "number" || (as === "#" && /^-?\d+$/.test(v))) return number(Number(v));
    return as === "@" ? instant(v, legalTime) : apart(v);
  });
}

function say(code, args) { return message("page", code, args) ?? message("page", code, args, "en") ?? code; }

// apart keeps a stranger's text, or a digest, from turning the sentence around it.
function apart(v) { return "\u2068" + visible(String(v)) + "\u2069"; }

// together joins what belongs together in a line of facts.
function together(...list) { return new Intl.ListFormat(locale(), { type: "unit", style: "short" }).format(list.filter(Boolean)); }

function number(n) { return new Intl.NumberFormat(locale()).format(n); }

// octets writes a size with three figures, in decimal units.
function octets(n, suffix = "") {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  let i = 0;
  while (n >= 1000 && i < units.length - 1) { n /= 1000; i++; }
  return new Intl.NumberFormat(locale(), { style: "unit", unit: units[i] + suffix, unitDisplay: i ? "short" : "long",
    maximumSignificantDigits: n < 1000 && i ? 3 : 4 }).format(n);
}

// span is a length of time in words, rounded for a person who waits.
function span(seconds) {
  const [n, unit] = seconds < 90 ? [seconds, "second"] : seconds < 5400 ? [seconds / 60, "minute"] : [seconds / 3600, "hour"];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 }).format(Math.max(1, Math.round(n)));
}

function instant(text, style) {
  const t = new Date(text);
  if (isNaN(t)) return visible(text);
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...style }).format(t);
}

const legalTime = { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZoneName: "short" };
const shortDay = { year: "numeric", month: "short", day: "numeric" };
const shortTime = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };

// visible shows what a stranger's text would hide: marks that turn or join the
// writing around them.
function visible(text) {
  return text.replace(/[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩");
}
