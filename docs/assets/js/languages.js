// The language switch keeps the place in the page: anchors are the same in every language.

/** Make the links of `[data-roadmap=languages]` carry the current anchor along. */
export function mount(root) {
  const nav = root.querySelector("[data-roadmap=languages]");
  if (!nav || nav.dataset.mounted) return;
  nav.dataset.mounted = "yes";
  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) link.hash = location.hash;
  });
}
