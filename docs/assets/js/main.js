// Starts every feature; each finds its own element and does nothing where it is absent.
import { mount as languages } from "./languages.js";
import { mount as menu } from "./menu.js";
import { mount as resources } from "./resources.js";
import { mount as search } from "./search.js";

for (const mount of [languages, menu, resources, search]) mount(document);

// Fetched only where there is a form.
if (document.querySelector("[data-roadmap=add]")) {
  import("./add.js").then(({ mount }) => mount(document));
}
