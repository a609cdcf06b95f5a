/** How one result looks; texts go in as text nodes, so that none of them can be markup. */
import { excerpt, pieces } from "./search-marks.js";

/** One result: a real link, and the option that the arrow keys reach. */
export function row(entry, marks, { base, place }) {
  const link = element("a", "rm-search__result");
  link.href = base + entry.url;
  link.id = `rm-search-result-${place}`;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  const title = marked("rm-search__title", entry.title, marks, entry.language.title);
  const context = element("span", "rm-search__context");
  context.textContent = [entry.label, entry.within].filter(Boolean).join(" · ");
  const text = excerpt(entry.text, marks);
  link.append(title, context, marked("rm-search__text", text, marks, entry.language.text));
  return link;
}

function marked(name, text, marks, language) {
  const span = element("span", name);
  if (language) span.lang = language;
  for (const [piece, isHit] of pieces(text, marks)) {
    const part = isHit ? span.appendChild(element("mark", "")) : span;
    part.append(piece);
  }
  return span;
}

export function element(name, className) {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
