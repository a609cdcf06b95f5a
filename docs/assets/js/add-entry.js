// What the form's entry lacks, by the rules of `roadmap lint`, and what can be guessed for it.
import { key } from "./add-key.js";
import { urlFlaw } from "./add-url.js";

const MOST_TEXT = 600;
const MOST_ID = 60;
const ROOM = MOST_ID - 7; // for `zh-` before it and a number behind
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const WINDOWS = /^(?:con|nul|aux|prn|(?:com|lpt)[1-9])$/;
const TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
// Bidirectional controls and zero-width characters show one text and mean another.
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udfff]/gu;
// Signs in an address without scheme and `www.`: a site, or how a path ends.
const KINDS = [
  ["notebook", /^[^?#]*\.ipynb$|^colab\.research\.google\.com\//],
  ["video", /^(?:(?:m\.)?youtube\.com|youtu\.be|(?:m\.)?bilibili\.com|b23\.tv|vimeo\.com)\//],
  ["paper", /^(?:arxiv\.org|openreview\.net|aclanthology\.org|alphaxiv\.org)\//],
  ["dataset", /^(?:huggingface\.co|modelscope\.cn)\/datasets\//],
  ["repository", /^(?:github|gitlab|gitee)\.com\/[^/?#]+\/[^/?#]+\/?(?:[?#]|$)/],
  ["documentation", /^docs\.[^/]+\/|^[^/]+\.readthedocs\.io\//],
];

/** The text on one line, less what cannot be seen. */
export function tidy(text) {
  return text.replace(INVISIBLE, "").replace(/[\s\p{Cc}]+/gu, " ").trim().normalize("NFC");
}

/** The entry that a form's fields, [[name, value], …], describe. */
export function entryOf(fields) {
  const all = (name) => fields.filter(([one]) => one === name).map(([, value]) => tidy(value));
  const one = (name) => all(name)[0] ?? "";
  const words = (name) => Object.fromEntries(fields
    .filter(([field]) => field.startsWith(`${name}.`))
    .map(([field, value]) => [field.slice(name.length + 1), tidy(value)]));
  const lines = fields.find(([name]) => name === "by")?.[1].split("\n") ?? [];
  const others = one("others").split(/[\s,，、;；]+/);
  return {
    url: one("url"),
    section: one("section"),
    title: words("title"),
    why: words("why"),
    by: lines.map(tidy).filter(Boolean),
    kind: one("kind"),
    language: [...new Set([...all("language"), ...others].filter(Boolean))],
    need: one("need"),
    level: one("level"),
    minutes: one("minutes").normalize("NFKC"),
    cost: one("cost"),
    concepts: all("concepts"),
    id: one("id"),
  };
}

/** What the published data says is taken: {ids, pages: {key: resource}, sections: {id: section}}. */
export function known({ tiers, resources }) {
  const sections = tiers.flatMap((tier) => tier.sections);
  const parts = [...tiers, ...sections, ...sections.flatMap((section) => section.concepts)];
  return {
    ids: new Set([...parts, ...resources].flatMap((one) => [one.id, ...(one.aliases ?? [])])),
    pages: new Map(resources.map((resource) => [key(resource.url), resource])),
    sections: new Map(sections.map((section) => [section.id, section])),
  };
}

/** What is wrong with an entry: {field: [the word that says it, what fills it in]}. */
export function flaws(entry, { ids, pages }) {
  const found = {
    url: urlFlaw(entry.url) ?? double(entry, pages.get(key(entry.url))),
    section: entry.section ? null : ["choose"],
    title: wordsFlaw(entry.title),
    kind: entry.kind ? null : ["choose"],
    language: languageFlaw(entry.language),
    why: wordsFlaw(entry.why),
    minutes: /^(?:[1-9]\d{0,4})?$/.test(entry.minutes) ? null : ["minutes"],
    by: entry.by.some((name) => name.length > MOST_TEXT) ? ["long", { most: MOST_TEXT }] : null,
    id: idFlaw(entry.id, ids),
  };
  return Object.fromEntries(Object.entries(found).filter(([, flaw]) => flaw));
}

/* The entry that has the page already, and the chosen section, unless it stands there. */
function double({ section }, resource) {
  if (!resource) return null;
  const shown = [resource.section, ...(resource.also_in ?? [])].includes(section);
  return ["listed", { ...resource, chosen: shown ? "" : section }];
}

function wordsFlaw(words) {
  const texts = Object.values(words);
  if (texts.some((text) => text.length > MOST_TEXT)) return ["long", { most: MOST_TEXT }];
  return texts.some(Boolean) ? null : ["untold"];
}

function languageFlaw(tags) {
  const wrong = tags.find((tag) => !TAG.test(tag));
  return wrong ? ["tag", { tag: wrong }] : tags.length ? null : ["choose"];
}

function idFlaw(id, ids) {
  if (!id) return ["missing"];
  if (!SLUG.test(id) || id.length > MOST_ID) return ["id", { most: MOST_ID }];
  return ids.has(id) || WINDOWS.test(id) ? ["taken", { id: free(id, ids) }] : null;
}

/**
 * A free id made of a title in Latin letters, else of the address; empty without both. As in
 * the course, that of a page in Chinese alone begins with `zh-`.
 */
export function suggestedId({ title, url, language }, ids) {
  const titles = Object.values(title).filter(isLatin).map(slug);
  const named = [...titles, slug(url && key(url))].find((one) => one.length > 2);
  const start = language.join() === "zh" && !named?.startsWith("zh-") ? "zh-" : "";
  return named ? free(start + named, ids) : "";
}

const isLatin = (text) => !/\p{sc=Han}/u.test(text) || slug(text).length >= text.length / 2;

function slug(text) {
  const plain = text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  // Half a word names nothing: a long text ends at the last whole one.
  let made = "";
  for (const word of plain.match(/[a-z0-9]+/g) ?? []) {
    if (made.length + word.length >= ROOM) return made || word.slice(0, ROOM);
    made += made ? `-${word}` : word;
  }
  return made;
}

function free(id, ids) {
  const isFree = (one) => !ids.has(one) && !WINDOWS.test(one);
  const base = id.slice(0, ROOM).replace(/-$/, "");
  let made = id;
  for (let number = 2; !isFree(made); number += 1) made = `${base}-${number}`;
  return made;
}

/** What an address is likely to be: `video`, `paper` …; empty where nothing tells. */
export function suggestedKind(url) {
  const bare = url.replace(/^https?:\/\/(?:www\.)?/i, "");
  return KINDS.find(([, sign]) => sign.test(bare))?.[0] ?? "";
}
