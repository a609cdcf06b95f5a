/** How good a find is: what it is, where the words stood, and how nearly it says just that. */

/* At equal quality the page that teaches comes before the page that it sends to. */
export const GROUP = { section: 12, concept: 9, tier: 8, page: 4, resource: 0 };
const NEED = [6, 3, 0];
/* Shorter strings are found inside other words by chance. */
const COMPOUND = 6;

/** Where it was found, times how nearly it says just that; then what it is, and how short. */
export function scoreOf(entry, worth, wordings) {
  const exact = Math.max(0, ...wordings.map((typed) => exactness(entry, typed)));
  const kind = GROUP[entry.group] + NEED[entry.need];
  return worth * (1 + exact / 100) + kind - Math.min(8, entry.title.length / 8);
}

/** How nearly a title or an alias is what was typed and nothing else. */
function exactness({ group, own, other, words }, typed) {
  const squeezed = squeeze(typed);
  const says = (one) => one === typed || squeeze(one) === squeezed;
  if (own.whole.some(says)) return 200;
  if (other.whole.some(says)) return 170;
  if (own.parts.some(says)) return 100;
  if (other.parts.some(says)) return 70;
  const alias = group !== "resource" && words.whole.some(says) ? 80 : 0;
  const within = (said) => Math.max(0, ...said.map((one) => place(one, typed, squeezed)));
  return Math.max(alias, within(own.all), within(other.all) * 0.8, within(words.all) / 3);
}

/** 0 unless the wording holds what was typed; more at its start and where little is left. */
function place(one, typed, squeezed) {
  let at = one.indexOf(typed);
  if (at < 0 && squeezed.length >= COMPOUND) at = squeeze(one).indexOf(squeezed);
  if (at < 0) return 0;
  return (at === 0 ? 60 : 45) + (40 * count(typed)) / count(one);
}

const squeeze = (words) => words.replaceAll(" ", "");
const count = (words) => words.split(" ").length - 2;
