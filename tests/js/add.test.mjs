import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { entryOf, flaws, known, suggestedId, suggestedKind, tidy } from "../../docs/assets/js/add-entry.js";
import { key } from "../../docs/assets/js/add-key.js";
import { file, newFile, scalar } from "../../docs/assets/js/add-yaml.js";

const DATA = {
  tiers: [{ id: "bread", sections: [{ id: "dough", title: { en: "Dough" }, concepts: [{ id: "gluten" }] }] }],
  resources: [{ id: "first-loaf", url: "https://youtu.be/abc_123", section: "dough", also_in: ["flour"], aliases: ["loaf"] }],
};
const TAKEN = known(DATA);
const FIELDS = [
  ["url", " https://example.org/loaf "],
  ["section", "dough"],
  ["title.en", "The  second\nloaf"],
  ["title.zh", ""],
  ["why.en", ""],
  ["why.zh", "讲清：为什么 # 要等"],
  ["kind", "article"],
  ["language", "en"],
  ["others", "no, pt-BR"],
  ["by", "Ann, of the Bakery\n\n  Bo "],
  ["need", "choice"],
  ["level", ""],
  ["minutes", "１５"],
  ["cost", "free"],
  ["concepts", "gluten"],
  ["id", "second-loaf"],
];
const SOUND = entryOf(FIELDS);
const flawsOf = (change) => flaws({ ...SOUND, ...change }, TAKEN);

test("A filled form is an entry, tidied, and has no flaw.", () => {
  assert.deepEqual(SOUND, {
    url: "https://example.org/loaf",
    section: "dough",
    title: { en: "The second loaf", zh: "" },
    why: { en: "", zh: "讲清：为什么 # 要等" },
    by: ["Ann, of the Bakery", "Bo"],
    kind: "article",
    language: ["en", "no", "pt-BR"],
    need: "choice",
    level: "",
    minutes: "15",
    cost: "free",
    concepts: ["gluten"],
    id: "second-loaf",
  });
  assert.deepEqual(flawsOf({}), {});
});

test("The file has the course's fields in their order; empty ones and what goes without saying are out.", () => {
  assert.equal(file(SOUND), [
    "url: https://example.org/loaf",
    "title:",
    "  en: The second loaf",
    "by: [\"Ann, of the Bakery\", Bo]",
    "kind: article",
    "language: [en, \"no\", pt-BR]",
    "why:",
    "  zh: \"讲清：为什么 # 要等\"",
    "need: choice",
    "minutes: 15",
    "concepts: [gluten]",
    "",
  ].join("\n"));
});

test("A text is quoted where a reader of YAML could take it for something else.", () => {
  const quoted = ["no", "Yes", "NULL", "~", "1e3", "0x1f", "0o7", "2:00", "2024-01-01", "12", ".5", "-1", ".inf",
    "a: b", "a:", "a #b", "- a", "? a", "[a]", "{a", "#a", "&a", "*a", "!a", "|", ">", "%a", "@a", "'a", " a", "a "];
  for (const text of quoted) assert.equal(scalar(text), `"${text}"`);
  assert.equal(scalar(""), "\"\"");
  assert.equal(scalar("say \"hi\": it's"), "'say \"hi\": it''s'");
  assert.equal(scalar("`a` \\ \"b\""), "'`a` \\ \"b\"'");
  assert.equal(scalar("a\u2028\"b\u{e0041}\n"), "\"a\\u2028\\\"b\\U000e0041\\u000a\"");
  assert.equal(scalar("a, b", true), "\"a, b\"");
});

test("A text that every reader takes for itself stays plain.", () => {
  for (const text of ["注意力：从零开始（论文）", "3Blue1Brown", "https://a.org/?b=c#d", "It's 5 o'clock", "C#", "a:b", "😀"]) {
    assert.equal(scalar(text), text);
  }
});

test("What cannot be seen is dropped, lines are joined, letters are composed.", () => {
  assert.equal(tidy(" a\u202eb\u200b\r\n\tc\u0000d e\u0301\ud800 "), "ab c d é");
});

test("The new file's address carries folder, name and text, as long as it is short enough.", () => {
  const at = { ...SOUND, tier: "bread" };
  const start = "https://github.com/o/r/new/main";
  const short = newFile(start, at, "a: ü & b\n");
  const long = newFile(start, at, "长".repeat(700));

  assert.deepEqual(short, {
    href: `${start}/roadmap/bread/dough/resources?filename=second-loaf.yml&value=a%3A%20%C3%BC%20%26%20b%0A`,
    whole: true,
  });
  assert.deepEqual(long, { href: `${start}/roadmap/bread/dough/resources?filename=second-loaf.yml`, whole: false });
});

test("Each flaw has its field and its word.", () => {
  const wrong = (change) => Object.entries(flawsOf(change)).map(([name, [word]]) => `${name} ${word}`).join();
  const cases = [
    [{ url: "" }, "url missing"],
    [{ url: "example.org" }, "url scheme"],
    [{ url: "javascript:alert(1)" }, "url scheme"],
    [{ url: "https://zhuanlan.zhihu.com/p/123 456" }, "url forbidden"],
    [{ url: "https://a.org/<b>" }, "url forbidden"],
    [{ url: "https://a.org/\"b" }, "url forbidden"],
    [{ url: "https://a.org\\@b.org/" }, "url forbidden"],
    [{ section: "" }, "section choose"],
    [{ title: { en: "", zh: "" } }, "title untold"],
    [{ why: { en: "x".repeat(601) } }, "why long"],
    [{ kind: "" }, "kind choose"],
    [{ language: [] }, "language choose"],
    [{ language: ["english!"] }, "language tag"],
    [{ minutes: "1.5" }, "minutes minutes"],
    [{ minutes: "0" }, "minutes minutes"],
    [{ by: ["x".repeat(601)] }, "by long"],
    [{ id: "" }, "id missing"],
    [{ id: "No-Slug" }, "id id"],
    [{ id: "a".repeat(61) }, "id id"],
    [{ id: "dough" }, "id taken"],
    [{ id: "loaf" }, "id taken"],
    [{ id: "con" }, "id taken"],
  ];
  for (const [change, said] of cases) assert.equal(wrong(change), said);
});

test("Addresses that lead nowhere public are refused, others pass.", () => {
  const bad = ["https://", "https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://0x7f.1/", "https://u@a.org/",
    "https://a.org:0/", "https://a.org:99999/", "https://a..org/"];
  const good = ["http://a.org:8080/b?c=d#e", "https://例子.测试/页", "https://a.org/（甲）/b", "https://a.org/注意力（机器学习）", "https://en.wikipedia.org/wiki/Attention_(machine_learning)"];
  for (const url of bad) assert.deepEqual(flawsOf({ url }), { url: ["address"] }, url);
  for (const url of good) assert.deepEqual(flawsOf({ url }), {}, url);
});

test("Chinese marks behind an address are named, closing ones unless they open there.", () => {
  for (const mark of [..."，。；、：！？）】》”’", "。）"]) {
    assert.deepEqual(flawsOf({ url: `https://github.com/ggerganov/llama.cpp${mark}` }), { url: ["ending", { mark }] });
  }
});

test("A page that is listed already is told with its entry, and the section that it could join.", () => {
  const url = "https://m.youtube.com/watch?v=abc_123&t=9";
  const told = (section) => flawsOf({ url, section }).url;

  assert.deepEqual(told("baking"), ["listed", { ...DATA.resources[0], chosen: "baking" }]);
  for (const none of ["", "dough", "flour"]) assert.equal(told(none)[1].chosen, "");
});

test("A taken name comes with a free one.", () => {
  assert.deepEqual(flawsOf({ id: "first-loaf" }).id, ["taken", { id: "first-loaf-2" }]);
});

test("An id is made of the title, else of the address, and is always free.", () => {
  const made = (title, url = "", language = ["en"]) => suggestedId({ title: { zh: title }, url, language }, TAKEN.ids);

  assert.equal(made("Crème brûlée: it's easy!"), "creme-brulee-its-easy");
  assert.equal(made("First loaf"), "first-loaf-2");
  assert.equal(made("烤面包 101 的诀窍与要点", "https://arxiv.org/abs/1706.03762", ["zh"]), "zh-arxiv-1706-03762");
  assert.equal(made("Con"), "con-2");
  assert.equal(made("word ".repeat(30)), Array(10).fill("word").join("-"));
  assert.equal(made("x".repeat(80)).length, 53);
  assert.equal(made("", ""), "");
});

test("The kind is guessed from the address.", () => {
  const guessed = {
    "https://www.youtube.com/watch?v=a": "video",
    "https://www.bilibili.com/video/BV1": "video",
    "https://arxiv.org/abs/1706.03762": "paper",
    "https://github.com/a/b": "repository",
    "https://github.com/a/b/blob/main/c.ipynb": "notebook",
    "https://colab.research.google.com/drive/1": "notebook",
    "https://a.readthedocs.io/en/latest/": "documentation",
    "https://example.org/": "",
    "": "",
  };
  for (const [url, kind] of Object.entries(guessed)) assert.equal(suggestedKind(url), kind);
});

const EQUAL = [
  ["https://www.youtube.com/watch?v=abc_-1", "https://youtu.be/abc_-1?si=x"],
  ["https://www.youtube.com/watch?v=abc&list=PL1&t=10s", "https://www.youtube-nocookie.com/embed/abc"],
  ["https://www.youtube.com/playlist?list=PL1", "https://youtube.com/embed/videoseries?list=PL1"],
  ["https://www.bilibili.com/video/BV1xx?p=1&vd_source=a", "https://m.bilibili.com/video/BV1xx/"],
  ["https://arxiv.org/abs/1706.03762", "https://arxiv.org/pdf/1706.03762v7.pdf"],
  ["https://arxiv.org/html/2401.00001v2#S3", "https://huggingface.co/papers/2401.00001"],
  ["https://arxiv.org/abs/cs.CL/0112017", "http://export.arxiv.org/pdf/cs/0112017v1"],
  ["https://openreview.net/forum?id=aB1&noteId=x", "https://openreview.net/pdf?id=aB1"],
  ["https://mp.weixin.qq.com/s?__biz=M==&mid=2&idx=1&sn=x", "http://mp.weixin.qq.com/s?idx=1&mid=2&__biz=M%3D%3D#rd"],
  ["https://doi.org/10.48550/arXiv.1706.03762", "http://export.arxiv.org/abs/1706.03762"],
  ["https://doi.org/10.1000/ABC", "http://dx.doi.org/10.1000/abc"],
  ["https://github.com/A/b.git", "https://github.com/a/B/tree/main/?tab=readme-ov-file#readme"],
  ["http://www.example.org/a/?utm_source=x", "https://example.org:443/a"],
  ["https://example.org/index.html#", "https://example.org"],
  ["https://example.org/?b=2&a=1", "https://example.org/?a=1&b=2#:~:text=x"],
];
const DISTINCT = [
  ["https://youtu.be/abc", "https://youtu.be/abC"],
  ["https://www.youtube.com/embed/live_stream?channel=a", "https://www.youtube.com/embed/live_stream?channel=b"],
  ["https://www.youtube.com/@a", "https://www.youtube.com/@b"],
  ["https://www.bilibili.com/video/BV1xx", "https://www.bilibili.com/video/BV1xx?p=2"],
  ["https://arxiv.org/abs/1706.03762", "https://arxiv.org/abs/1706.03763"],
  ["https://github.com/a/b", "https://github.com/a/b/blob/main/README.md"],
  ["https://github.com/a/b/blob/main/C", "https://github.com/a/b/blob/main/c"],
  ["https://github.com/a/b", "https://github.com/a/b#install"],
  ["https://example.org/a#one", "https://example.org/a#two"],
  ["https://example.org/?id=1", "https://example.org/?id=2"],
  ["https://example.org/A", "https://example.org/a"],
  ["https://example.org/a", "https://example.org:8080/a"],
];

test("Two spellings of one page have one key.", () => {
  for (const [one, other] of EQUAL) assert.equal(key(one), key(other));
});

test("Pages that only look alike keep two keys.", () => {
  for (const [one, other] of DISTINCT) assert.notEqual(key(one), key(other));
});

test("No two pages of the real course are taken for one.", () => {
  const root = new URL("../../roadmap/", import.meta.url);
  const names = readdirSync(root, { recursive: true }).filter((name) => /resources\/.*\.yml$/.test(name));
  const urls = names.map((name) => /^url: "?([^"\s]+)/m.exec(readFileSync(new URL(name, root), "utf8"))[1]);

  assert.ok(urls.length > 300);
  assert.equal(new Set(urls.map(key)).size, urls.length);
});
