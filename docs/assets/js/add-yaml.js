// The file of an entry as YAML, and the address where the hosting site begins it. Quoting is
// right by construction: what readers of YAML 1.1 or 1.2 could take for anything but a text
// is quoted.

const MOST = 6000; // characters of an address that hosting sites surely take
// What a reader of YAML 1.1 or 1.2 takes for a number, a date, a truth or nothing at all.
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|~|=|<<|)$/i;
const NUMBER = /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[\da-f_]+|\d[\d_.,:]*(?:e[-+]?\d+)?|\.[\d_]+(?:e[-+]?\d+)?|\.inf|\.nan)$|^\d{4}-\d{1,2}-\d{1,2}(?:[t \t].*)?$/i;
const SYNTAX = /^[-?:,[\]{}#&*!|>'"%@`]|^\.\.\.|:$|: | #|^\s|\s$/u;
const FLOW = /[,[\]{}]/;
// Forbidden as they are, or not to be seen by who reviews the file.
const HIDDEN = /[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff\u{e0000}-\u{e0fff}]/gu;

/** The text as a YAML value, in quotes where it needs them; `flow` inside `[a, b]`. */
export function scalar(text, flow = false) {
  const hidden = text.search(HIDDEN) >= 0;
  const syntax = SYNTAX.test(text) || (flow && FLOW.test(text));
  if (!hidden && !syntax && !WORD.test(text) && !NUMBER.test(text)) return text;
  if (hidden) return `"${text.replace(/[\\"]/g, "\\$&").replace(HIDDEN, escape)}"`;
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

function escape(character) {
  const code = character.codePointAt(0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}

/** The file of an entry, its fields in the order of the course's files; empty ones left out. */
export function file(entry) {
  const list = (name) => entry[name].length && `[${entry[name].map((one) => scalar(one, true)).join(", ")}]`;
  const words = (name) => Object.entries(entry[name])
    .filter(([, text]) => text)
    .map(([tag, text]) => `\n  ${scalar(tag)}: ${scalar(text)}`)
    .join("");
  const fields = {
    url: entry.url && ` ${scalar(entry.url)}`,
    title: words("title"),
    by: list("by") && ` ${list("by")}`,
    kind: entry.kind && ` ${entry.kind}`,
    language: list("language") && ` ${list("language")}`,
    why: words("why"),
    need: ` ${entry.need}`,
    level: entry.level && ` ${entry.level}`,
    minutes: entry.minutes && ` ${entry.minutes}`,
    cost: entry.cost !== "free" && ` ${entry.cost}`,
    concepts: list("concepts") && ` ${list("concepts")}`,
  };
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}:${value}\n`)
    .join("");
}

/** Where the entry's file is begun: {href, whole}; too long a text is left out of the address. */
export function newFile(start, { tier, section, id }, text) {
  const empty = `${start}/roadmap/${tier}/${section}/resources?filename=${id}.yml`;
  const full = `${empty}&value=${encodeURIComponent(text)}`;
  return full.length < MOST ? { href: full, whole: true } : { href: empty, whole: false };
}
