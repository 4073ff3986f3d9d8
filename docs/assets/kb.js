// Comforts for readers with script: the choice of colours, open details on paper, and, loaded when first wanted, the
// search, the previews of links, the copying of addresses, the keys and the place on a long page. Every page reads
// whole without them.

const root = document.documentElement;

const scheme = document.querySelector(".scheme");
const schemes = ["system", "light", "dark"];

function name_scheme() {
  scheme.querySelector(".scheme-name").textContent = root.dataset.scheme || "system";
}

function next_scheme() {
  const chosen = schemes[(schemes.indexOf(root.dataset.scheme || "system") + 1) % schemes.length];
  if (chosen === "system") delete root.dataset.scheme;
  else root.dataset.scheme = chosen;
  try {
    if (chosen === "system") localStorage.removeItem("kb-scheme");
    else localStorage.setItem("kb-scheme", chosen);
  } catch {
    // A browser that keeps nothing still changes this page.
  }
  name_scheme();
}

scheme.hidden = false;
scheme.addEventListener("click", next_scheme);
name_scheme();

const find = document.querySelector(".find");

// Letters typed while the search is on its way are meant for it.
let early = null;

async function open_search(text = "") {
  if (early !== null) return;
  early = "";
  try {
    const search = await import("./search.js");
    await search.open(text, () => early);
  } catch {
    find.textContent = find.dataset.amiss;
  } finally {
    early = null;
  }
}

function keep_early(key) {
  if (early === null || key.key.length > 1 || key.ctrlKey || key.metaKey || key.altKey || is_typing(key)) return false;
  early += key.key;
  return true;
}

find.addEventListener("click", () => open_search());

const ask_keys = document.querySelector("#_keys-button").content.firstElementChild;

async function open_keys() {
  const keys = await import("./keys.js");
  keys.open();
}

scheme.after(ask_keys);
ask_keys.addEventListener("click", open_keys);

const turn = (way) => document.querySelector(`.page a[rel="${way}"]`)?.click();
const single_keys = { "/": open_search, "?": open_keys, k: () => turn("prev"), j: () => turn("next") };

function is_typing(key) {
  return key.target.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]');
}

try {
  if (localStorage.getItem("kb-keys") === "off") root.dataset.keys = "off";
} catch {
  // A browser that keeps nothing has them on.
}

function single_key(key) {
  if (key.ctrlKey || key.metaKey || key.altKey || key.repeat || key.isComposing || is_typing(key)) return undefined;
  if (key.key !== "/" && document.querySelector("dialog[open]")) return undefined;
  return root.dataset.keys === "off" ? undefined : single_keys[key.key];
}

document.addEventListener("keydown", (key) => {
  const does = key.key === "k" && (key.ctrlKey || key.metaKey) ? open_search : single_key(key);
  const is_early = keep_early(key);
  if (!does && !is_early) return;
  key.preventDefault();
  if (!is_early) does();
});

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/%[0-9a-f]{2}/gi, " ");
  }
}

// On the page for an address that does not exist.
function words_of_address() {
  const [last = ""] = location.pathname.split("/").filter(Boolean).slice(-1);
  return decoded(last).replace(/\.html?$/, "").replaceAll(/[_.-]+/g, " ");
}

document.querySelector(".lost")?.addEventListener("click", () => open_search(words_of_address()));

const ROOT = new URL("../", import.meta.url).href;
const RECORD = /^(events|actors|places|topics|sources)\/[^/]+\//;

// The address of a record on another page, if that is where the link leads.
function record_at(link) {
  const href = link.href.baseVal === undefined ? link.href : new URL(link.href.baseVal, document.baseURI).href;
  if (!href.startsWith(ROOT) || !RECORD.test(href.slice(ROOT.length))) return undefined;
  const address = new URL(href);
  return address.pathname === location.pathname ? undefined : address;
}

async function begin_preview(event) {
  const link = event.target.closest?.(".page a[href]");
  const address = link && event.pointerType !== "touch" && record_at(link);
  if (!address) return;
  const preview = await import("./preview.js");
  preview.begin(link, address, event.type === "focusin" ? "focus" : "hover");
}

if (matchMedia("(hover: hover)").matches) document.addEventListener("pointerover", begin_preview);
document.addEventListener("focusin", begin_preview);

document.addEventListener("click", async (click) => {
  const button = click.target.closest?.("button.copy");
  if (!button) return;
  const { copy } = await import("./copy.js");
  copy(button);
});

const show_place = () => import("./context.js");
const bar = document.querySelector(".onpage");
if (bar && scrollY) show_place();
else if (bar) {
  addEventListener("scroll", show_place, { once: true, passive: true });
  bar.querySelector("details").addEventListener("toggle", show_place, { once: true });
}

let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
});
