// When two addresses are the same page: the main forms of what `roadmap lint` knows. It may
// miss one, since lint looks again; it must never take two pages for one.

const ARXIV = /^\/(?:abs|pdf|html|papers|overview)\/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?\/?$/;
const ARXIV_HOSTS = /^(?:(?:export\.)?arxiv\.org|ar5iv(?:\.labs\.arxiv)?\.org|alphaxiv\.org)$/;
const TRACKING = /^(?:utm_\w+|fbclid|gclid|spm_id_from|vd_source|share_code)$/;

/** The key under which a page is one page: `youtube:ID`, `arxiv:ID`, else the address itself. */
export function key(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  const host = url.hostname.replace(/^www\./, "");
  const at = { host, path: url.pathname, query: url.searchParams, hash: url.hash };
  return video(at) ?? bilibili(at) ?? paper(at) ?? byNumber(at) ?? repository(at) ?? plain(at, url.port);
}

function video({ host, path, query }) {
  if (host === "youtu.be") return /^\/[\w-]+\/?$/.test(path) ? `youtube:${path.split("/")[1]}` : null;
  if (!/^(?:(?:m|music)\.)?youtube(?:-nocookie)?\.com$/.test(host)) return null;
  const id = path === "/watch" ? query.get("v") : /^\/(?:shorts|live|embed|v)\/([\w-]+)/.exec(path)?.[1];
  // An embedded list or channel has one of these in the place of an id.
  if (id && id !== "videoseries" && id !== "live_stream") return `youtube:${id}`;
  return query.get("list") ? `youtube-list:${query.get("list")}` : null;
}

function bilibili({ host, path, query }) {
  if (!/^(?:m\.)?bilibili\.com$/.test(host)) return null;
  const id = /^\/video\/(BV\w+|av\d+)\/?$/.exec(path)?.[1];
  const part = Number(query.get("p")) > 1 ? `?p=${Number(query.get("p"))}` : "";
  return id ? `bilibili:${id}${part}` : null;
}

function paper({ host, path, query, hash }) {
  if (host === "doi.org" || host === "dx.doi.org") {
    const id = /^\/10\.48550\/arxiv\.(.+?)(?:v\d+)?$/i.exec(path)?.[1];
    return id ? `arxiv:${id}` : `doi:${path.slice(1).toLowerCase()}${tail(query)}${hash}`;
  }
  const known = ARXIV_HOSTS.test(host) || (host === "huggingface.co" && path.startsWith("/papers/"));
  const id = known ? ARXIV.exec(path)?.[1] : null;
  // `cs.CL/0112017` is `cs/0112017`: the class is no part of the id.
  return id ? `arxiv:${id.replace(/\.[a-z]{2}\//i, "/")}` : null;
}

function byNumber({ host, path, query }) {
  const id = query.get("id");
  if (host === "openreview.net" && /^\/(?:forum|pdf)$/.test(path) && id) return `openreview:${id}`;
  const names = ["__biz", "mid", "idx"].map((name) => query.get(name));
  return host === "mp.weixin.qq.com" && path === "/s" && names.every(Boolean) ? `wechat:${names.join("/")}` : null;
}

function repository({ host, path, query, hash }) {
  const [, owner, name, ...rest] = host === "github.com" ? path.replace(/\/+$/, "").split("/") : [];
  if (!name) return null;
  const root = rest.length === 0 || /^tree\/(?:main|master)$/.test(rest.join("/"));
  const readme = root && /^#(?:readme|readme-ov-file)?$/.test(hash) ? "" : hash;
  if (query.get("tab") === "readme-ov-file") query.delete("tab");
  const inside = root ? "" : `/${rest.join("/")}`;
  return `github:${owner}/${name.replace(/\.git$/, "")}`.toLowerCase() + inside + tail(query) + readme;
}

function plain({ host, path, query, hash }, port) {
  const folder = path.replace(/\/+$/, "").replace(/\/index\.html$/, "");
  return host + (port && `:${port}`) + folder + tail(query) + hash.replace(/:~:text=.*/, "").replace(/^#$/, "");
}

function tail(query) {
  const kept = [...query].filter(([name]) => !TRACKING.test(name));
  kept.sort((a, b) => (a.join("=") < b.join("=") ? -1 : 1));
  return kept.length ? `?${new URLSearchParams(kept)}` : "";
}
