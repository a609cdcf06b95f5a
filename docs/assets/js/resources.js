// The page of all resources: choose a kind, sort inside the kinds. Without it all are listed.

const LEVELS = ["intro", "core", "deep"];

/** The rows' indices in the wanted order; `rows` are {title, language, level}. */
export function order(rows, by, locale) {
  const collator = new Intl.Collator(locale, { numeric: true });
  const keys = {
    order: () => 0,
    title: (a, b) => collator.compare(a.title, b.title),
    // The reader's own language first.
    language: (a, b) => (b.language === locale) - (a.language === locale)
      || collator.compare(a.language, b.language),
    level: (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
  };
  const compare = keys[by] ?? keys.order;
  return rows.map((_, at) => at).sort((a, b) => compare(rows[a], rows[b]) || a - b);
}

function select(name, options, changed) {
  const label = document.createElement("label");
  const box = document.createElement("select");
  for (const [value, text] of options) box.add(new Option(text, value));
  box.addEventListener("change", changed);
  label.append(name, " ", box);
  return [label, box];
}

function described(row) {
  return {
    row,
    title: row.querySelector("a").textContent,
    language: row.dataset.language,
    level: row.dataset.level,
  };
}

/** Build the controls into `[data-roadmap=resources]`; the count is announced. */
export function mount(root) {
  const place = root.querySelector("[data-roadmap=resources]");
  if (!place || place.childElementCount) return;
  const words = JSON.parse(place.dataset.labels);
  const groups = [...root.querySelectorAll("h2.rm-kind")].map((heading) => {
    const list = heading.nextElementSibling;
    return { heading, list, rows: [...list.children].map(described) };
  });
  const count = document.createElement("output");
  const plural = (n) => (n === 1 ? words.one : words.other).replace("{n}", n);

  const show = () => {
    let shown = 0;
    for (const { heading, list, rows } of groups) {
      const hidden = Boolean(kind.value) && heading.dataset.kind !== kind.value;
      heading.hidden = list.hidden = hidden;
      // Links to what is hidden would lead nowhere.
      for (const link of root.querySelectorAll(`li > a[href="#${heading.id}"]`)) {
        link.parentElement.hidden = hidden;
      }
      shown += hidden ? 0 : rows.length;
      list.append(...order(rows, sort.value, document.documentElement.lang).map((at) => rows[at].row));
    }
    count.textContent = plural(shown);
  };
  const kinds = groups.map(({ heading }) => [heading.dataset.kind, heading.firstChild.textContent]);
  const [kindLabel, kind] = select(words.show, [["", words.all], ...kinds], show);
  const [sortLabel, sort] = select(words.sort, Object.entries(words.orders), show);
  const bar = document.createElement("div");
  bar.className = "rm-controls";
  bar.append(kindLabel, sortLabel, count);
  place.append(bar);
  show();
}
