// The form that writes an entry's file: says what is wrong, looks for doubles in the published
// data, shows the YAML and leads to the hosting site's page for a new file. Sends nothing.
import { entryOf, flaws, known, suggestedId, suggestedKind } from "./add-entry.js";
import { fieldsOf, summarise, tell } from "./add-view.js";
import { file, newFile } from "./add-yaml.js";

const NOTHING = known({ tiers: [], resources: [] });

/** Reveal the form `[data-roadmap=add]` and make it work. */
export function mount(root) {
  const form = root.querySelector("[data-roadmap=add]");
  if (!form || form.dataset.mounted) return;
  form.dataset.mounted = "yes";
  for (const plain of root.querySelectorAll("[data-add=plain]")) plain.hidden = true;
  form.hidden = false;
  const { section, url, id, kind } = form.elements;
  const parts = [...form.querySelectorAll("[data-add]")].map((part) => [part.dataset.add, part]);
  const at = {
    form,
    ...Object.fromEntries(parts),
    words: JSON.parse(form.dataset.words),
    touched: new Set(),
    taken: NOTHING,
    loaded: null, // whether the data came; null while nobody knows
    own: { id: id.value !== "", kind: kind.value !== "" }, // not to be guessed over
  };
  wire(at);
  const asked = new URLSearchParams(location.search).get("section");
  const option = [...section.options].find(({ value }) => value && value === asked);
  if (option && !section.value) option.selected = true;
  if (url.value) load(at);
  refresh(at);
}

function wire(at) {
  at.form.addEventListener("input", ({ target }) => {
    if (target.name in at.own) at.own[target.name] = target.value !== "";
    load(at);
    refresh(at);
  });
  at.form.addEventListener("change", ({ target }) => {
    at.touched.add(target.closest("[data-field]")?.dataset.field);
    refresh(at);
  });
  at.form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(at);
  });
  at.summary.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    at.form.querySelector(link.hash).focus();
  });
  at.copy.addEventListener("click", () => copy(at));
}

function load(at) {
  at.loading ??= fetch(at.form.dataset.data)
    .then((response) => (response.ok ? response.json() : Promise.reject(response)))
    .then((data) => [known(data), true])
    .catch(() => [NOTHING, false])
    .then(([taken, loaded]) => {
      Object.assign(at, { taken, loaded });
      refresh(at);
    });
  return at.loading;
}

/* What the fields say now, guesses for what nobody has chosen included. */
function entry({ form, own, taken }) {
  const { section, url, kind, id } = form.elements;
  if (!own.kind) kind.value = suggestedKind(url.value.trim());
  for (const box of form.querySelectorAll("[data-section]")) {
    box.hidden = box.disabled = box.dataset.section !== section.value;
  }
  const made = entryOf([...new FormData(form)]);
  if (!own.id) made.id = id.value = suggestedId(made, taken.ids);
  return { ...made, tier: section.selectedOptions[0]?.dataset.tier ?? "" };
}

/* Bring everything up to date with the fields; the fields that are wrong. */
function refresh(at) {
  const made = entry(at);
  const wrong = flaws(made, at.taken);
  for (const field of fieldsOf(at.form)) {
    const flaw = wrong[field.dataset.field];
    // A double is told before anything else is asked.
    const told = at.touched.has(field.dataset.field) || flaw?.[0] === "listed";
    tell(field, told && flaw, at.words, at.taken);
  }
  const fields = fieldsOf(at.form).filter((field) => wrong[field.dataset.field]);
  if (!at.summary.hidden) summarise(at.summary, fields, at.words);
  at.file.textContent = file(made);
  at.path.textContent = `roadmap/${made.tier || "…"}/${made.section || "…"}/resources/${made.id || "…"}.yml`;
  offer(at, made, at.loaded !== null && fields.length === 0);
  return fields;
}

function offer(at, made, complete) {
  const { href, whole } = newFile(at.form.dataset.start, made, at.file.textContent);
  const link = at.open; // absent where the course names no repository
  if (link) Object.assign(link, { href, textContent: whole ? at.words.open : at.words.open_empty });
  for (const control of [link, at.copy]) if (control) control.hidden = !complete;
  const ready = link && !whole ? at.words.too_long : at.words.ready;
  const said = at.loaded === false ? `${ready} ${at.words.unloaded}` : ready;
  say(at, complete ? said : "");
}

function say({ status }, text) {
  // What is written anew is read aloud anew.
  if (status.textContent !== text) status.textContent = text;
}

async function check(at) {
  if (at.loaded === false) at.loading = null;
  await load(at);
  for (const field of fieldsOf(at.form)) at.touched.add(field.dataset.field);
  const wrong = refresh(at);
  summarise(at.summary, wrong, at.words);
  (wrong.length ? at.summary : at.open ?? at.copy).focus();
}

async function copy(at) {
  try {
    await navigator.clipboard.writeText(at.file.textContent);
    say(at, at.words.copied);
  } catch {
    getSelection().selectAllChildren(at.file);
    say(at, at.words.copy_failed);
  }
}
