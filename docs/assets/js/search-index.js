/** `search.json` made ready for matching: who holds which word, and in which field. */
import { compounds, fold, split, wording } from "./search-words.js";

/** The fields of an entry by place, and what a hit in each is worth. */
export const FIELDS = ["title", "names", "words", "text", "around", "inside"];
export const WORTH = [100, 85, 60, 15, 12, 10];
const FULL = 1;
const COMPOUND = 0.96;
const HUMP = 0.8;
const INITIALS = 0.75;

const BRACKETS = /\s*\(([^()]*)\)\s*/g;
const PARTS = /\s*[:|]\s*|\s+[-–—]\s+/;

/** The index: `entries`, `holders` (word → [entry, field, strength] …), `known`, `all`. */
export function prepare(raw) {
  const index = { entries: [], holders: new Map(), known: new Set(), all: "" };
  const titles = raw.entries.map(([, , title, , , , names]) => [title, ...names]);
  const inside = childTexts(raw);
  raw.entries.forEach((row, place) => {
    const fields = fieldsOf(raw, row, titles, inside[place]);
    index.entries.push(entryOf(raw, row, fields));
    fields.forEach((texts, field) => hold(index, place, field, texts));
  });
  index.all = index.entries.map((entry) => entry.folded.slice(0, 5).join("\n")).join("\n");
  return index;
}

/** What leads to a page from the titles and words of the concepts and sections on it. */
function childTexts(raw) {
  const inside = raw.entries.map(() => []);
  for (const [kind, , title, , parent, , names, words] of raw.entries) {
    const group = raw.kinds[kind][0];
    if (parent >= 0 && group !== "resource") inside[parent].push(title, ...names, ...words);
  }
  return inside;
}

function fieldsOf(raw, row, titles, inside) {
  const [kind, , title, text, parent, , names, words] = row;
  const [group, label] = raw.kinds[kind];
  const around = parent >= 0 ? [...titles[parent]] : [];
  // "quantization video" is a fair question; "section" is not one.
  if (group === "resource") around.push(label);
  return [[title], names, words, [text], around, inside];
}

function entryOf(raw, row, fields) {
  const [kind, url, title, text, parent, need, , , titleLanguage, textLanguage] = row;
  const [group, label] = raw.kinds[kind];
  const within = parent >= 0 ? raw.entries[parent][2] : "";
  const folded = fields.map((texts) => texts.map(fold).join("\n"));
  const [own, other, words] = fields.slice(0, 3).map((texts) => wordings(texts, group));
  const language = { title: titleLanguage, text: textLanguage };
  return { group, label, url, title, text, within, need, language, folded, own, other, words };
}

/** How titles say it: whole or bare of brackets, in parts, and all that a query may begin. */
function wordings(texts, group) {
  const [whole, parts, asides] = [new Set(), new Set(), new Set()];
  for (const text of texts.map(fold)) {
    const bare = text.replace(BRACKETS, " ");
    for (const one of [text, bare]) whole.add(wording(split(one)));
    // A resource's brackets hold remarks (paper, Chinese edition) more often than a name.
    const bracketed = group === "resource" ? asides : whole;
    for (const [, inner] of text.matchAll(BRACKETS)) bracketed.add(wording(split(inner)));
    if (PARTS.test(bare)) bare.split(PARTS).forEach((one) => parts.add(wording(split(one))));
  }
  return { whole: [...whole], parts: [...parts, ...asides], all: [...whole, ...parts] };
}

function hold(index, place, field, texts) {
  const strengths = new Map();
  const add = (word, strength) => {
    if (strength > (strengths.get(word) ?? 0)) strengths.set(word, strength);
  };
  for (const text of texts) {
    const tokens = split(text);
    for (const token of tokens) {
      if (token.unspaced && field < 3) index.known.add(token.word);
      if (!token.unspaced) add(token.word, FULL);
      for (const hump of token.humps) add(hump, HUMP);
    }
    for (const { word } of compounds(text, tokens, field === 3)) add(word, COMPOUND);
    if (field < 3) initials(text).forEach((word) => add(word, INITIALS));
  }
  for (const [word, strength] of strengths) {
    if (!index.holders.has(word)) index.holders.set(word, []);
    index.holders.get(word).push([place, field, strength]);
  }
}

/** The abbreviations that a name of three to five words suggests: chain of thought → cot. */
function initials(text) {
  const tokens = split(fold(text).replace(BRACKETS, " ").trim());
  const fits = tokens.length > 2 && tokens.length < 6 && tokens.every((one) => !one.unspaced);
  return fits ? [tokens.map((one) => one.word[0]).join("")] : [];
}
