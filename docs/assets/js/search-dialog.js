/** The open dialog: loads the index once, shows what is found, follows the keys. */
import { prepare } from "./search-index.js";
import { search as find } from "./search-match.js";
import { element, row } from "./search-view.js";

const parts = (search) =>
  Object.fromEntries(
    Array.from(search.querySelectorAll("[data-search]"), (part) => [part.dataset.search, part]),
  );

let index = null;
let loading = null;

/** Make the dialog work, load the index if that is still to do, and answer what is typed. */
export async function start(search) {
  const at = { search, ...parts(search) };
  if (!search.dataset.wired) wire(at);
  search.dataset.wired = "yes";
  try {
    loading ??= load(rootOf(search));
    index = await loading;
  } catch (error) {
    // The next opening tries again.
    loading = null;
    throw error;
  }
  search.dataset.ready = "yes";
  answer(at);
}

/* The site says "." or "../..", its page for missing pages "/". */
const rootOf = (search) => search.dataset.root.replace(/\/*$/, "/");

async function load(root) {
  const url = new URL(`${root}search.json`, document.baseURI);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return prepare(await response.json());
}

function wire(at) {
  let composing = false;
  const typed = () => composing || answer(at);
  at.input.addEventListener("compositionstart", () => (composing = true));
  at.input.addEventListener("compositionend", () => {
    composing = false;
    typed();
  });
  at.input.addEventListener("input", typed);
  at.input.addEventListener("keydown", (event) => {
    // Safari ends the composition before the Enter that did it; 229 tells that Enter apart.
    if (!composing && !event.isComposing && event.keyCode !== 229) onKey(at, event);
  });
  at.form.addEventListener("submit", (event) => event.preventDefault());
  at.close.addEventListener("click", () => leave(at));
  at.clear.addEventListener("click", () => {
    at.input.value = "";
    at.input.focus();
    answer(at);
  });
  at.dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave(at);
  });
  at.dialog.addEventListener("click", (event) => {
    const away = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    // A click beside the box lands on the dialog itself: its backdrop.
    if (event.target === at.dialog || away) leave(at);
  });
}

function leave(at) {
  at.dialog.close();
  // The browser goes back to where the reader was; from the page at large that is nowhere.
  if (document.activeElement === document.body) at.open.focus();
}

function onKey(at, event) {
  const { key, shiftKey } = event;
  if (key === "Escape") leave(at);
  else if (key === "Enter") follow(at, event);
  else if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(key) || shiftKey) return;
  else if (!at.results.childElementCount) return;
  else move(at, key);
  event.preventDefault();
}

function follow(at, { ctrlKey, metaKey, shiftKey }) {
  const link = at.results.querySelector("[aria-selected=true]") ?? at.results.firstElementChild;
  link?.dispatchEvent(
    new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
  );
}

function move(at, key) {
  const links = [...at.results.children];
  const now = links.findIndex((link) => link.getAttribute("aria-selected") === "true");
  const places = { ArrowDown: now + 1, ArrowUp: now < 0 ? -1 : now - 1, Home: 0, End: -1 };
  const next = links.at(places[key] % links.length);
  links[now]?.setAttribute("aria-selected", "false");
  next.setAttribute("aria-selected", "true");
  at.input.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

/** Show what the index has for the words in the field, and say how much that is. */
function answer(at) {
  const query = at.input.value.trim();
  at.clear.hidden = !at.input.value;
  if (!index) return;
  const { total, results, marks } = find(index, at.input.value);
  const base = rootOf(at.search);
  at.results.replaceChildren(...results.map((entry, place) => row(entry, marks, { base, place })));
  at.results.scrollTop = 0;
  at.results.hidden = !total;
  at.input.setAttribute("aria-expanded", String(total > 0));
  at.input.removeAttribute("aria-activedescendant");
  at.status.replaceChildren(...(query ? said(at.search.dataset, total) : []));
}

function said({ none, hint, one, other }, total) {
  const lines = total ? [(total === 1 ? one : other).replace("{n}", String(total))] : [none, hint];
  return lines.map((text) => Object.assign(element("span", ""), { textContent: text }));
}
