/** What was typed, as terms: each knows the words of the index it means, or its own text. */
import { compounds, isOneTypo, split, stem, wording } from "./search-words.js";

/* Asked around the thing that is looked for; dropped only where something else remains. */
const STOP = new Set(
  `a an the is are was were be do does did can could should i me my we you your it its this that
  what whats how why when where which who to of in on for with and or vs versus by from about`
    .split(/\s+/),
);
const ASKING = /^(?:请问|什么是|什么叫|啥是|为什么要?|如何|怎么样?|怎样|学习|了解|介绍|关于)+/u;
const ASKED = new RegExp(
  "(?:的|是什么意思|是什么|是啥|什么意思|怎么用|怎么做|怎么学|如何使用|原理|概念|作用|区别" +
    "|方法|用法|入门|教程|详解|介绍|简介|资料|吗|呢)+$",
  "u",
);
const PARTICLES = /(?:[的了吗呢和与及或]|一个|一下)+/u;
const MIN_TYPO = 5;
const MIN_INFIX = 4;
const LONGEST_PART = 12;

/** `{terms, wordings}`: what to find, and the ways in which a title may say just that. */
export function parse(query) {
  const tokens = split(query);
  const content = tokens.filter((one) => one.unspaced || !STOP.has(one.word));
  const kept = content.length ? content : tokens;
  const terms = kept.map(({ word, unspaced }) => ({ word, unspaced, means: [word] }));
  const last = terms.at(-1);
  // The word at the very end may be half typed.
  if (last && !last.unspaced && tokens.at(-1).end === query.length) last.open = true;
  for (const { word, first, last: end } of compounds(query, kept)) {
    for (let at = first; at <= end; at += 1) terms[at].means.push(word);
  }
  const once = new Map(terms.map((term) => [term.means.join(" "), term]));
  return { terms: [...once.values()], wordings: [...new Set([tokens, kept].map(wording))] };
}

/** `{word of the index: how surely it is meant, 0 to 1}`. */
export function meant(index, term) {
  const found = new Map();
  const stems = new Set(term.means.map(stem));
  // A word that is complete as it stands was hardly meant to go on.
  const going = term.means.some((one) => index.holders.has(one)) ? 0.5 : 1;
  for (const word of index.holders.keys()) {
    const strength = likeness(word, term, stems) || (term.open ? begun(word, term) * going : 0);
    if (strength) found.set(word, strength);
  }
  return found;
}

function likeness(word, term, stems) {
  if (term.means.includes(word)) return 1;
  return stems.has(stem(word)) ? 0.85 : 0;
}

function begun(word, term) {
  const start = term.means.find((one) => one.length > 1 && word.startsWith(one));
  return start ? 0.5 + (0.3 * start.length) / word.length : 0;
}

/** The words of the index that hold a term which is none of them: nanogpt for `nogpt`. */
export function holding(index, term) {
  const words = term.word.length < MIN_INFIX ? [] : [...index.holders.keys()];
  return new Map(words.filter((word) => word.includes(term.word)).map((word) => [word, 0.5]));
}

/** The terms with each mistyped one as the best-known word it may be; null if none is. */
export function mended(index, terms) {
  const better = terms.map((term) => (isUnknown(index, term) ? mend(index, term) : term));
  return better.every((term, place) => term === terms[place]) ? null : better;
}

function isUnknown(index, term) {
  return !term.unspaced && meant(index, term).size === 0;
}

function mend(index, term) {
  let [best, most] = [term.word, 0];
  for (const [word, holders] of index.holders) {
    const trust = nearness(term.word, word) * holders.length;
    if (trust > most) [best, most] = [word, trust];
  }
  return most ? { ...term, word: best, means: [best] } : term;
}

/** 0 for another word, more for the very word mistyped than for an inflection of it. */
function nearness(typed, word) {
  if (typed.length < MIN_TYPO || word.length < MIN_TYPO - 1) return 0;
  if (isOneTypo(typed, word)) return 100;
  const [one, other] = [stem(typed), stem(word)];
  return one.length > MIN_TYPO && isOneTypo(one, other) ? 1 : 0;
}

/** The terms without what people say around a question; null if that changes nothing. */
export function unasked(terms) {
  const plain = terms.map((term) => (term.unspaced ? { ...term, word: bare(term.word) } : term));
  const kept = plain.filter((term) => term.word);
  const changed = plain.some((term, place) => term.word !== terms[place].word);
  return kept.length && changed ? kept : null;
}

function bare(run) {
  return run.replace(ASKING, "").replace(ASKED, "");
}

/** Each unspaced run as its parts that the index knows; null if that finds too little. */
export function inParts(index, terms) {
  const all = terms.flatMap((term) => (term.unspaced ? partsOf(index, term.word) : [term]));
  if (all.includes(null) || !all.length) return null;
  return all.map(spell).join() === terms.map(spell).join() ? null : all;
}

const spell = (term) => term.word;

function partsOf(index, run) {
  const parts = run.split(PARTICLES).flatMap((piece) => cutUp(index, piece));
  const covered = parts.reduce((sum, part) => sum + part.length, 0);
  // A phrase of which most is unknown is about something else.
  if (covered * 2 < run.replaceAll(new RegExp(PARTICLES, "gu"), "").length) return [null];
  return [...new Set(parts)].map((word) => ({ word, unspaced: true, means: [word] }));
}

/** From the left, the longest word of a title, else the longest string that occurs at all. */
function cutUp(index, piece) {
  const parts = [];
  for (let at = 0; at < piece.length - 1; at += 1) {
    const starts = [];
    for (let length = 2; length <= LONGEST_PART && at + length <= piece.length; length += 1) {
      starts.unshift(piece.slice(at, at + length));
    }
    const part =
      starts.find((one) => index.known.has(one)) ?? starts.find((one) => index.all.includes(one));
    if (part) {
      parts.push(part);
      at += part.length - 1;
    }
  }
  return parts;
}

