// The menu of narrow screens by keyboard: a real button, Escape closes, focus comes back.

/** Let `[data-roadmap=menu]` open and close Material's drawer. */
export function mount(root) {
  const button = root.querySelector("[data-roadmap=menu]");
  const drawer = root.querySelector("#__drawer");
  const nav = root.querySelector("#rm-nav");
  if (!button || !drawer || !nav || button.dataset.mounted) return;
  button.dataset.mounted = "yes";

  const show = (open) => {
    drawer.checked = open;
    drawer.dispatchEvent(new Event("change"));
  };
  drawer.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(drawer.checked));
    // Hidden things take no focus: wait until the style has changed.
    if (drawer.checked) requestAnimationFrame(() => nav.querySelector("a").focus());
  });
  button.addEventListener("click", () => show(!drawer.checked));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    show(false);
    button.focus();
  });
  button.hidden = false;
}
