// Starts every feature; each finds its own element and does nothing where it is absent.
import { mount as languages } from "./languages.js";
import { mount as menu } from "./menu.js";
import { mount as resources } from "./resources.js";
import { mount as search } from "./search.js";

for (const mount of [languages, menu, resources, search]) mount(document);
