// The search control. What searches is fetched when the dialog first opens, not before.

/** Reveal `[data-roadmap=search]` and open its dialog by button, `/`, `s` or Ctrl/⌘+K. */
export function mount(root) {
  const search = root.querySelector("[data-roadmap=search]");
  if (!search || search.dataset.mounted) return;
  search.dataset.mounted = "yes";
  search.hidden = false;
  search.querySelector("[data-search=open]").addEventListener("click", () => open(search));
  search.ownerDocument.addEventListener("keydown", (event) => {
    if (!asksForSearch(event) || event.defaultPrevented) return;
    event.preventDefault();
    open(search);
  });
}

/** Whether a key means "search": Ctrl/⌘+K anywhere, `/` and `s` while nothing is typed into. */
export function asksForSearch({ key, ctrlKey, metaKey, altKey, isComposing, target }) {
  if (isComposing || altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === "k";
  const typing = target?.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target?.tagName);
  return !typing && (key === "/" || key === "s");
}

async function open(search) {
  const dialog = search.querySelector("[data-search=dialog]");
  if (dialog.open) return;
  alignWith(search, dialog);
  // Open at once: what is typed while the rest is on its way must not be lost.
  dialog.showModal();
  search.querySelector("[data-search=input]").select();
  const status = search.querySelector("[data-search=status]");
  if (!search.dataset.ready) status.textContent = search.dataset.loading;
  try {
    const { start } = await import("./search-dialog.js");
    await start(search);
  } catch {
    status.textContent = search.dataset.failed;
  }
}

/* The field unfolds where its button is: the style sheet reads the place from here. */
function alignWith(search, dialog) {
  const { right } = search.getBoundingClientRect();
  const gap = search.ownerDocument.documentElement.clientWidth - right;
  dialog.style.setProperty("--rm-search-end", `${Math.max(0, Math.round(gap))}px`);
}
