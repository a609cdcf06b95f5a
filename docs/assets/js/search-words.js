/** Text as comparable words: folded, split, stemmed. Knows nothing of the index. */

/* Scripts that put no spaces between words: found by substring, never by stem. */
const UNSPACED = "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}ー]";
const TOKEN = new RegExp(`${UNSPACED}+|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])+`, "gu");
const IS_UNSPACED = new RegExp(`^${UNSPACED}`, "u");
const HUMP = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
/* What may stand inside a compound: `fine-tuning`, `llama.cpp`, `text_to/speech`. */
const INSIDE = /^[\s\-_/.‐-―]$/u;
const TIGHT = /^[\-_/.‐-―]$/u;

const folded = new Map();

/** One character as it is compared: full-width, case and Latin accents do not count. */
function foldChar(char) {
  let plain = folded.get(char);
  if (plain === undefined) {
    plain = char.normalize("NFKC").toLowerCase().normalize("NFD");
    plain = plain.replace(/(\p{sc=Latin})\p{M}+/gu, "$1").normalize("NFC");
    folded.set(char, plain);
  }
  return plain;
}

/** The folded text and, for each of its code units, where that began in the text. */
function foldWithPlaces(text) {
  let plain = "";
  const places = [];
  let at = 0;
  for (const char of text) {
    const part = foldChar(char);
    for (let unit = 0; unit < part.length; unit += 1) places.push(at);
    plain += part;
    at += char.length;
  }
  places.push(at);
  return { plain, places };
}

export function fold(text) {
  return Array.from(text, foldChar).join("");
}

/**
 * The text's words in order: `{word, start, end, unspaced, humps}`, offsets in the text as it
 * was given; `humps` are the longer parts of a word in camel case (OpenRLHF: open, rlhf).
 */
export function split(text) {
  const { plain, places } = foldWithPlaces(text);
  return Array.from(plain.matchAll(TOKEN), ({ 0: word, index }) => {
    const start = places[index];
    const end = places[index + word.length];
    const unspaced = IS_UNSPACED.test(word);
    const parts = unspaced ? [] : text.slice(start, end).split(HUMP);
    const humps = parts.length > 1 ? parts.filter((part) => part.length > 2).map(fold) : [];
    return { word, start, end, unspaced, humps };
  });
}

/**
 * The two or three neighbours that may be one word: `[{word, first, last}]`, places in the
 * tokens. In running text a space is too weak a sign (`tight`); in a name it is not.
 */
export function compounds(text, tokens, tight = false) {
  const inside = tight ? TIGHT : INSIDE;
  const joined = [];
  for (let first = 0; first < tokens.length; first += 1) {
    let { word } = tokens[first];
    for (let last = first + 1; last < tokens.length && last < first + 3; last += 1) {
      const between = text.slice(tokens[last - 1].end, tokens[last].start);
      if (tokens[first].unspaced || tokens[last].unspaced || !inside.test(between)) break;
      word += tokens[last].word;
      joined.push({ word, first, last });
    }
  }
  return joined;
}

/* [ending, what stands for it, how much must be left]; tried in order until none fits. */
const ENDINGS = [
  [/ies$/, "y", 3],
  [/(ss|sh|ch|x)es$/, "$1", 3],
  [/([^sui])s$/, "$1", 3],
  [/i[zs](?:ation|ing|ed|er|e)$/, "iz", 3],
  [/at(?:ion|ing|ed|or|ive|e)$/, "", 4],
  [/([ts])ion$/, "$1", 4],
  [/(?:ability|able)$/, "", 4],
  [/ity$/, "", 4],
  [/(?:ence|ance)$/, "", 5],
  [/ment$/, "", 4],
  [/ical$/, "ic", 5],
  [/val$/, "v", 5],
  [/ism$/, "", 5],
  [/or$/, "", 5],
  [/er$/, "", 4],
  [/ing$/, "", 3],
  [/ed$/, "", 3],
  [/ly$/, "", 4],
  [/e$/, "", 3],
  [/y$/, "i", 4],
];

const stems = new Map();

/** What an English word has in common with its inflections; other words as they are. */
export function stem(word) {
  let short = stems.get(word);
  if (short === undefined) {
    short = /^[a-z]{4,}$/.test(word) ? cut(word) : word;
    stems.set(word, short);
  }
  return short;
}

function cut(word) {
  for (const [ending, instead, left] of ENDINGS) {
    const rest = word.replace(ending, instead);
    if (rest !== word && rest.length >= left && /[aeiouy]/.test(rest)) return cut(rest);
  }
  const single = word.replace(/([^aeiou])\1$/, "$1");
  return single === word ? word : cut(single);
}

/** Whether one letter more, less, other or swapped makes one word of the other. */
export function isOneTypo(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return swapped && short.slice(at + 2) === long.slice(at + 2);
}

/** Words for comparing wordings: ` fine tun `; each unspaced character a word of its own. */
export function wording(tokens) {
  const words = tokens.flatMap((one) => (one.unspaced ? [...one.word] : [stem(one.word)]));
  return ` ${words.join(" ")} `;
}
