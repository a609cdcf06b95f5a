// What the form says beside its fields and above them. Texts of the data are never markup.

const controls = (field) => [...field.querySelectorAll("input, select, textarea")];

/** The form's fields, in the order in which they stand. */
export const fieldsOf = (form) => [...form.querySelectorAll("[data-field]")];

/** Say at a field what is wrong with it; nothing where `flaw` is missing. */
export function tell(field, flaw, words, taken) {
  const place = field.querySelector(".rm-error");
  if (!place) return;
  for (const control of controls(field)) {
    if (flaw) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  const said = flaw ? sentence(flaw, words, taken) : [];
  // What is written anew is read aloud anew.
  const made = document.createElement("p");
  made.append(...said);
  if (made.innerHTML !== place.innerHTML) place.replaceChildren(...said);
}

function sentence([word, fill = {}], words, taken) {
  if (word !== "listed") {
    return [words[word].replace(/\{(\w+)\}/g, (_, name) => fill[name])];
  }
  const named = {
    "{entry}": anchor(`../${fill.page}`, ...inReadersLanguage(fill.title)),
    "{section}": inReadersLanguage(taken.sections.get(fill.section).title)[0],
    "{also_in}": alsoIn(fill, words),
  };
  return words.listed.split(/(\{(?:entry|section|also_in)\})/).map((piece) => named[piece] ?? piece);
}

/* The field as it should be in the entry's file, with the section that was chosen here. */
function alsoIn({ also_in: others = [], chosen }, words) {
  const field = document.createElement("code");
  field.textContent = `also_in: [${[...others, chosen || words.section_id].join(", ")}]`;
  return field;
}

function inReadersLanguage(texts) {
  const tag = document.documentElement.lang in texts ? document.documentElement.lang : Object.keys(texts)[0];
  return [texts[tag], tag];
}

function anchor(href, text, tag) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  if (tag) link.lang = tag;
  return link;
}

/** List in `box` the fields that are wrong, each a link to its control; hide it without any. */
export function summarise(box, fields, words) {
  const rows = fields.map((field) => {
    const row = document.createElement("li");
    row.append(anchor(`#${controls(field)[0].id}`, field.querySelector("legend, label").textContent));
    return row;
  });
  const list = document.createElement("ul");
  list.append(...rows);
  const head = document.createElement("p");
  head.textContent = (rows.length === 1 ? words.one : words.other).replace("{n}", rows.length);
  box.replaceChildren(head, list);
  box.hidden = rows.length === 0;
}
