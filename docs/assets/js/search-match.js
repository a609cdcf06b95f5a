/** The index and a query in, ranked entries out; nothing is read, fetched or drawn here. */
import { WORTH } from "./search-index.js";
import { holding, inParts, meant, mended, parse, unasked } from "./search-query.js";
import { GROUP, scoreOf } from "./search-score.js";
import { wording } from "./search-words.js";

const ALIAS = WORTH[2];
const SHOWN = 30;
/* Found by parts of the words only, where the words themselves were found somewhere. */
const LOOSE = 0.6;
/* How much of a query, by rarity, must be there where not all of it can be. */
const SOME = 0.4;

/**
 * `{total, results, marks}`: at most 30 entries, the best first, and what to highlight:
 * `{words: Set, runs: [string]}`.
 */
export function search(index, query) {
  const { terms, wordings } = parse(query);
  const attempts = terms.length ? tries(index, terms, wordings) : [];
  const scores = new Map();
  for (const [entry, score] of attempts.flatMap((attempt) => [...attempt.scores])) {
    if (!(scores.get(entry) >= score)) scores.set(entry, score);
  }
  const ranked = [...scores].sort(([one, a], [other, b]) => b - a || one - other);
  const entries = varied(index, ranked, attempts).map((place) => index.entries[place]);
  const hits = attempts.flatMap((attempt) => attempt.hits);
  return { total: entries.length, results: entries.slice(0, SHOWN), marks: marksOf(hits) };
}

/** As typed; then, while only running text was found or nothing, ever more loosely. */
function tries(index, terms, wordings) {
  const made = [attempt(index, terms, wordings)];
  const plain = unasked(terms);
  const parts = inParts(index, plain ?? terms);
  for (const looser of [plain, parts].filter(Boolean)) {
    if (made.at(-1).best >= ALIAS / 2) break;
    const factor = made.some((one) => one.scores.size) ? LOOSE : 1;
    const enough = looser === parts ? SOME : 1;
    made.push(attempt(index, looser, [wording(looser)], { factor, enough }));
  }
  const found = made.filter((one) => one.scores.size);
  return found.length ? found : [guess(index, parts ?? plain ?? terms)];
}

/** Nothing has all that was typed: it may be mistyped, part of a word, or too much at once. */
function guess(index, terms) {
  const better = mended(index, terms) ?? terms;
  const reading = (one, term) => {
    const found = meant(one, term);
    return found.size ? found : holding(one, term);
  };
  const all = attempt(index, better, [wording(better)], { reading });
  return all.scores.size ? all : attempt(index, better, [], { reading, enough: SOME });
}

/** `{hits, scores: {entry: score}, best}`: the entries that hold enough of the terms. */
function attempt(index, terms, wordings, { reading = meant, factor = 1, enough = 1 } = {}) {
  const hits = terms.map((term) => hitsOf(index, term, reading));
  const rarity = hits.map(({ worth }) => Math.log(2 + index.entries.length / (1 + worth.size)));
  const all = rarity.reduce((sum, one) => sum + one, 0);
  const scores = new Map();
  let best = 0;
  for (const place of new Set(hits.flatMap(({ worth }) => [...worth.keys()]))) {
    const held = hits.map(({ worth }) => worth.get(place) ?? 0);
    const share = rarity.reduce((sum, one, at) => sum + (held[at] ? one : 0), 0) / all;
    const worth = rarity.reduce((sum, one, at) => sum + one * held[at], 0) / all;
    // With a term missing, only a title or an alias is worth showing.
    if (share < 1 && (enough === 1 || share < enough || worth < ALIAS * SOME)) continue;
    best = Math.max(best, worth);
    scores.set(place, factor * scoreOf(index.entries[place], worth, wordings));
  }
  return { hits, scores, best };
}

/** What one term finds: `{words, run, worth: {entry: 1 to 100}, titled: entries}`. */
function hitsOf(index, term, reading) {
  const worth = new Map();
  const titled = new Set();
  const add = (place, field, strength) => {
    worth.set(place, Math.max(worth.get(place) ?? 0, WORTH[field] * strength));
    if (field === 0) titled.add(place);
  };
  if (term.unspaced) {
    eachRun(index, term.word, add);
    return { words: new Map(), run: term.word, worth, titled };
  }
  const words = reading(index, term);
  for (const [word, strength] of words) {
    for (const [place, field, how] of index.holders.get(word)) add(place, field, strength * how);
  }
  return { words, run: "", worth, titled };
}

function eachRun(index, run, add) {
  index.entries.forEach(({ folded }, place) => {
    folded.forEach((text, field) => {
      if (text.includes(run)) add(place, field, 1);
    });
  });
}

/** Entries in order, where a title of the course has the word but resources fill the top. */
function varied(index, ranked, attempts) {
  const places = ranked.map(([place]) => place);
  const titled = new Set(attempts.flatMap(({ hits }) => hits.flatMap((hit) => [...hit.titled])));
  const isTaught = (place) => GROUP[index.entries[place].group] > GROUP.page;
  if (places.slice(0, 3).some(isTaught)) return places;
  const at = places.findIndex((place) => isTaught(place) && titled.has(place));
  if (at > 2) places.splice(2, 0, ...places.splice(at, 1));
  return places;
}

function marksOf(hits) {
  const words = new Set(hits.flatMap((hit) => [...hit.words.keys()]));
  return { words, runs: hits.map((hit) => hit.run).filter(Boolean) };
}
