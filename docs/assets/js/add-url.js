// What keeps an address from being an entry's, by the rules of `roadmap lint`.

const FORBIDDEN = /[\s\p{Cc}"<>\\^`{|}]/u;
const HOST = /^[^.:@[\]]+(?:\.[^.:@[\]]+)*\.[^.:@[\]\d][^.:@[\]]*(?::[1-9]\d{0,4})?$/;
const MARKS = "，。；、：！？";
const PAIRS = ["（）", "【】", "《》", "“”", "‘’"];

/** The word for what is wrong with an address and what fills it in; null where nothing is. */
export function urlFlaw(url) {
  if (!url) return ["missing"];
  if (!/^https?:\/\//i.test(url)) return ["scheme"];
  if (FORBIDDEN.test(url)) return ["forbidden"];
  const mark = ending(url);
  if (mark) return ["ending", { mark }];
  return HOST.test(url.split(/[/?#]/)[2]) && parses(url) ? null : ["address"];
}

/* The Chinese marks at the end that belong to the sentence around the address, not to it. */
function ending(url) {
  const unopened = PAIRS.filter(([open]) => !url.includes(open)).map(([, close]) => close);
  const stray = [...MARKS, ...unopened];
  let end = url.length;
  while (stray.includes(url[end - 1])) end -= 1;
  return url.slice(end);
}

function parses(url) {
  try {
    return Boolean(new URL(url));
  } catch {
    return false;
  }
}
