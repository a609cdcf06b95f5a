import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForSearch } from "../../docs/assets/js/search.js";
import { prepare } from "../../docs/assets/js/search-index.js";
import { excerpt, pieces } from "../../docs/assets/js/search-marks.js";
import { search } from "../../docs/assets/js/search-match.js";
import { fold, isOneTypo, split, stem } from "../../docs/assets/js/search-words.js";

/* A bakery's course, so that nothing here depends on what the real one teaches. */
const KINDS = [["tier", "Part"], ["section", "Section"], ["concept", "Idea"], ["resource", "Video"]];
const ROWS = [
  [0, "bread/", "Bread", "From flour to loaf.", -1, 0, ["面包"], []],
  [1, "bread/sourdough/", "Sourdough", "Keep a starter alive.", 0, 0, ["酸面团"], ["sourdough bread"]],
  [2, "bread/sourdough/#starter", "Starter (SDS)", "Feeding it with flour.", 1, 0, ["酵种"], ["wild yeast", "pre-ferment"]],
  [2, "bread/sourdough/#shaping", "Shaping & scoring", "Cut before baking.", 1, 0, ["整形与割包"], ["Bread Shape Tension"]],
  [3, "bread/sourdough/#a", "Ann Baker: Starter from scratch", "Ten days, one jar.", 1, 0, ["安：从零养酵种"], ["Ann Baker"]],
  [3, "bread/sourdough/#b", "OpenCrumb and other tools", "Measures holes; 面团温度 too.", 1, 2, ["面团工具"], []],
  [1, "bread/lamination/", "Lamination", "Butter in layers.", 0, 0, ["开酥"], []],
  [2, "bread/lamination/#folds", "面团折叠", "Letter and book folds.", 6, 0, ["Folding dough"], ["三折", "四折"]],
];
const index = prepare({ language: "en", kinds: KINDS, entries: ROWS });
const urls = (query) => search(index, query).results.map((entry) => entry.url);
const first = (query) => urls(query)[0];

test("Width, case and Latin accents do not count; other scripts keep their marks.", () => {
  assert.equal(fold("ＬｏＲＡ Naïve がй"), "lora naive がй");
});

test("A text splits where the script changes and at everything that is no letter.", () => {
  const words = split("LoRA微调, llama.cpp_v2").map(({ word, start, end }) => [word, start, end]);

  assert.deepEqual(words, [["lora", 0, 4], ["微调", 4, 6], ["llama", 8, 13], ["cpp", 14, 17], ["v2", 18, 20]]);
});

test("A word in camel case also counts by its longer parts.", () => {
  const humps = split("OpenRLHF nanoGPT QLoRA").map((one) => one.humps);

  assert.deepEqual(humps, [["open", "rlhf"], ["nano", "gpt"], []]);
});

const FAMILIES = [
  "quantize quantized quantizes quantizing quantization quantisation quantizer",
  "agent agents", "library libraries", "evaluate evaluating evaluated evaluation evaluator",
  "tokenizer tokenizers tokenization tokenize tokenising", "embed embedding embeddings embedded",
  "deploy deploying deployed deployment deployments", "retrieve retriever retrieval retrieving",
  "merge merging merged merges", "cache caching cached caches", "secure securing security",
  "model models modeling modelling", "tune tuning tuned",
  "infer inference", "align aligned alignment aligning", "distill distilled distillation",
];
for (const family of FAMILIES) {
  test(`One stem: ${family}.`, () => {
    assert.equal(new Set(family.split(" ").map(stem)).size, 1);
  });
}

test("Words of different families keep apart.", () => {
  for (const [one, other] of [["general", "generation"], ["storage", "store"], ["rag", "ragas"]]) {
    assert.notEqual(stem(one), stem(other));
  }
});

test("One letter more, less, other or swapped is one typo, and two are not.", () => {
  for (const slip of ["transfomer", "transformmer", "transfarmer", "transfromer"]) {
    assert.ok(isOneTypo(slip, "transformer"), slip);
  }
  assert.ok(!isOneTypo("tranfomer", "transformer"));
  assert.ok(!isOneTypo("starts", "st"));
});

test("The entry of that very name comes first, whatever the language of the name.", () => {
  for (const query of ["sourdough", "Sourdoughs", "酸面团"]) {
    assert.equal(first(query), "bread/sourdough/", query);
  }
});

test("A title's brackets are a name of its own.", () => {
  assert.equal(first("SDS"), "bread/sourdough/#starter");
});

test("All words must be there: in the entry, its aliases, its parent's title, its concepts.", () => {
  assert.deepEqual(urls("sourdough scoring"), ["bread/sourdough/#shaping", "bread/sourdough/"]);
});

test("Only when nothing has all words do titles and aliases with most of them stand in.", () => {
  assert.deepEqual(urls("yeast lamination"), ["bread/lamination/", "bread/sourdough/#starter"]);
  assert.deepEqual(urls("flour rocket telescope"), []);
});

test("A compound is found in one word, in two and with a hyphen.", () => {
  for (const query of ["pre-ferment", "preferment", "pre ferment"]) {
    assert.equal(first(query), "bread/sourdough/#starter", query);
  }
  assert.equal(first("open crumb"), "bread/sourdough/#b");
});

test("The word being typed need not be complete; an earlier one must.", () => {
  assert.equal(first("lamina"), "bread/lamination/");
  assert.equal(first("crumb"), "bread/sourdough/#b");
});

test("A slip is forgiven when nothing is spelt that way.", () => {
  assert.equal(first("sourdogh"), "bread/sourdough/");
  assert.equal(first("lamniation"), "bread/lamination/");
});

test("Initials of a name find it.", () => {
  assert.equal(first("bst"), "bread/sourdough/#shaping");
});

test("Question words do not count beside others.", () => {
  assert.equal(first("what is a starter"), "bread/sourdough/#starter");
  assert.equal(first("什么是酸面团"), "bread/sourdough/");
  assert.equal(first("酸面团是什么"), "bread/sourdough/");
});

test("Run-together words are found by their parts, but not by a small part of them.", () => {
  assert.deepEqual(urls("酸面团开酥").slice(0, 2).sort(), ["bread/lamination/", "bread/sourdough/"]);
  assert.equal(first("面团的工具"), "bread/sourdough/#b");
  assert.deepEqual(urls("红烧肉和面团"), []);
});

test("A kind narrows down the resources.", () => {
  assert.deepEqual(urls("starter video"), ["bread/sourdough/#a"]);
});

test("Nothing typed, nothing but signs and nothing found are all no results.", () => {
  for (const query of ["", "  ", "?!", "zzzzz"]) assert.equal(search(index, query).total, 0, query);
});

test("What is taught gets a place among the first three.", () => {
  const many = ["one", "two", "three", "four"].map((name) => [3, `b/#${name}`, `Crust ${name}`, "", 0, 0, [], []]);
  const late = [2, "b/#taught", "A very long title which ends with the word crust", "", 0, 0, [], []];
  const crusts = prepare({ language: "en", kinds: KINDS, entries: [ROWS[0], ...many, late] });

  const found = search(crusts, "crust").results.slice(0, 3).map((entry) => entry.url);

  assert.ok(found.includes("b/#taught"), found.join(" "));
});

test("At most thirty results are shown, and all are counted.", () => {
  const many = Array.from({ length: 40 }, (_, at) => [3, `b/#${at}`, `Crust ${at}`, "", -1, 0, [], []]);

  const { total, results } = search(prepare({ language: "en", kinds: KINDS, entries: many }), "crust");

  assert.deepEqual([total, results.length], [40, 30]);
});

test("Hits are marked in the text as it was written.", () => {
  const { marks } = search(index, "feed starter");

  assert.deepEqual(pieces("Ｓtarter: feeding", marks), [["Ｓtarter", true], [": ", false], ["feeding", true]]);
  assert.deepEqual(pieces("养面团，发面团", { words: new Set(), runs: ["面团"] }), [
    ["养", false], ["面团", true], ["，发", false], ["面团", true],
  ]);
});

test("The line shown begins shortly before its first hit.", () => {
  const text = `${"A long way off there is ".repeat(4)}the starter at last.`;

  assert.equal(excerpt(text, { words: new Set(["starter"]), runs: [] }), "…is the starter at last.");
  assert.equal(excerpt("The starter.", { words: new Set(["starter"]), runs: [] }), "The starter.");
  assert.equal(excerpt("Nothing here.", { words: new Set(), runs: ["面团"] }), "Nothing here.");
});

test("A key asks for search unless it is being typed into something.", () => {
  const page = { tagName: "BODY" };

  assert.ok(asksForSearch({ key: "/", target: page }));
  assert.ok(asksForSearch({ key: "s", target: page }));
  assert.ok(asksForSearch({ key: "K", ctrlKey: true, target: { tagName: "INPUT" } }));
  assert.ok(!asksForSearch({ key: "/", target: { tagName: "INPUT" } }));
  assert.ok(!asksForSearch({ key: "s", metaKey: true, target: page }));
  assert.ok(!asksForSearch({ key: "s", isComposing: true, target: page }));
});
