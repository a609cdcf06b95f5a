/** Where a text holds what was looked for: pieces to highlight, the line around the first. */
import { compounds, split } from "./search-words.js";

const LEAD = 24;

/** The text in order as `[piece, whether it is a hit]`; the pieces joined are the text. */
export function pieces(text, marks) {
  const made = [];
  let at = 0;
  for (const [start, end] of spans(text, marks)) {
    if (start > at) made.push([text.slice(at, start), false]);
    made.push([text.slice(start, end), true]);
    at = end;
  }
  if (at < text.length) made.push([text.slice(at), false]);
  return made;
}

/** The text from a little before its first hit; from its start if that is near or none. */
export function excerpt(text, marks) {
  const [first] = spans(text, marks);
  if (!first || first[0] <= LEAD) return text;
  const from = first[0] - LEAD / 2;
  // Begin with a whole word, where the script has spaces to tell.
  const before = text.slice(from, first[0]);
  const space = before.indexOf(" ");
  return `…${text.slice(from + (space < 0 ? 0 : space + 1))}`;
}

/** `[[start, end]]` of all hits, ordered and without overlap. */
function spans(text, marks) {
  const tokens = split(text);
  const found = tokens.flatMap((token) => inToken(token, marks));
  for (const { word, first, last } of compounds(text, tokens)) {
    if (marks.words.has(word)) found.push([tokens[first].start, tokens[last].end]);
  }
  return merged(found.sort(([one], [other]) => one - other));
}

function inToken({ word, start, end, unspaced, humps }, { words, runs }) {
  if (!unspaced) return [word, ...humps].some((one) => words.has(one)) ? [[start, end]] : [];
  const hits = runs.filter((run) => word.includes(run));
  // Folding can change the length of a run (half-width kana): then it is marked whole.
  if (word.length !== end - start) return hits.length ? [[start, end]] : [];
  return hits.flatMap((run) =>
    everyPlace(word, run).map((at) => [start + at, start + at + run.length]),
  );
}

function everyPlace(word, run) {
  const places = [];
  let at = word.indexOf(run);
  while (at >= 0) {
    places.push(at);
    at = word.indexOf(run, at + run.length);
  }
  return places;
}

function merged(spans) {
  const apart = [];
  for (const [start, end] of spans) {
    const before = apart.at(-1);
    if (before && start <= before[1]) before[1] = Math.max(before[1], end);
    else apart.push([start, end]);
  }
  return apart;
}
