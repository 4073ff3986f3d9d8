// What a link to a record leads to, beside the link while it has the pointer or the focus. The words are those of the
// page itself, cut from the elements that it marks with `data-preview`, so that who says something and with what
// status is said here as it is there.
import { load_styles } from "./styles.js";

const WAIT = { hover: 300, focus: 150 };
const GRACE = 250; // ms in which a pointer may cross from the link to its preview
const EDGE = 8; // px to the borders of the window
const GAP = 4; // more than the line of a drawn link is wide

const pages = new Map(); // path -> the parsed page

let tip;
let current; // { link, address, timer, fetching }: the link that has, or is about to have, its preview
let dismissed; // the link whose preview was put away and that the pointer has not left since
let leaving;
let coming;

async function page_at({ pathname }, signal) {
  if (!pages.has(pathname)) pages.set(pathname, await parsed(pathname, signal));
  return pages.get(pathname);
}

// The browser parses what it fetches: the policy of the site lets no script make HTML of a text.
function parsed(pathname, signal) {
  return new Promise((take, refuse) => {
    const asked = new XMLHttpRequest();
    asked.open("GET", pathname);
    asked.responseType = "document";
    asked.onload = () => (asked.status === 200 && asked.response ? take(asked.response) : refuse(asked.status));
    asked.onerror = asked.onabort = refuse;
    signal.addEventListener("abort", () => asked.abort());
    asked.send();
  });
}

// A copy without anything to press or to point at: a tooltip holds only words.
function words_of(element) {
  const copy = document.importNode(element, true);
  for (const control of copy.querySelectorAll(".headerlink, button")) control.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const link of copy.querySelectorAll("a")) {
    const span = document.createElement("span");
    span.className = link.className;
    span.append(...link.childNodes);
    link.replaceWith(span);
  }
  return copy.childNodes;
}

function line(name, element) {
  const made = document.createElement("p");
  made.className = `preview-${name}`;
  made.append(...words_of(element));
  return made;
}

// “Published 20 June 2022”: a fact of the page after the word that stands for it there.
function fact_line(fact) {
  const made = line("fact", fact);
  const word = document.createElement("span");
  word.append(fact.previousElementSibling.textContent, " ");
  made.prepend(word);
  return made;
}

const marked = (part, name) => part.querySelector(`[data-preview="${name}"]`);

// What the address names on its page, unless that is a part that every page has.
function named_by(page, hash) {
  return hash.startsWith("#_") ? null : page.getElementById(hash.slice(1));
}

function* told(page, hash) {
  const named = named_by(page, hash);
  const claim = named ? named.closest(".claim[data-preview]") : marked(page, "lead");
  // A question is not answered here: its page sets the answers side by side.
  if (named?.matches("h2")) yield line("said", named);
  if (claim) {
    yield line("who", marked(claim, "who"));
    yield line("said", marked(claim, "words"));
    yield line("status", marked(claim, "status"));
  }
  const summary = marked(page, "summary");
  if (summary) yield line("said", summary);
  for (const fact of page.querySelectorAll('[data-preview="fact"]')) yield fact_line(fact);
}

function cut(page, hash) {
  const lines = [...told(page, hash)];
  const head = [marked(page, "line"), page.querySelector("h1")];
  return lines.length && head.every(Boolean) ? [line("line", head[0]), line("name", head[1]), ...lines] : [];
}

function build() {
  tip = document.createElement("div");
  tip.id = "_preview";
  tip.className = "preview";
  tip.role = "tooltip";
  tip.popover = "manual";
  tip.addEventListener("pointerleave", leave);
  document.querySelector("main").append(tip);
  // The focus brings its link into view before the preview comes: only what is open has lost its place.
  addEventListener("scroll", () => tip.matches(":popover-open") && drop(), { passive: true, capture: true });
  addEventListener("resize", drop);
  addEventListener("pagehide", drop);
  document.addEventListener("pointerdown", (press) => tip.contains(press.target) || drop());
  document.addEventListener("keydown", (key) => key.key === "Escape" && dismiss());
}

// Below the link, or above it where there is more room; never on it.
function place(link) {
  const box = link.getBoundingClientRect();
  const [above, below] = [box.top, innerHeight - box.bottom];
  const is_below = below >= tip.offsetHeight + GAP + EDGE || below >= above;
  const right = document.documentElement.clientWidth - tip.offsetWidth - EDGE;
  tip.style.left = `${Math.max(EDGE, Math.min(box.left, right))}px`;
  tip.style.top = is_below ? `${box.bottom + GAP}px` : "auto";
  tip.style.bottom = is_below ? "auto" : `${innerHeight - box.top + GAP}px`;
  tip.style.maxHeight = `${(is_below ? below : above) - GAP - EDGE}px`;
}

// A link without a preview is a link still: what cannot be fetched, or was called off, is left alone.
async function fetched({ address, fetching }) {
  const both = [page_at(address, fetching.signal), load_styles("preview")];
  const [page] = await Promise.all(both).catch(() => []);
  return page;
}

async function show(mine) {
  const page = await fetched(mine);
  const lines = page && mine === current ? cut(page, mine.address.hash) : [];
  if (!lines.length) return;
  tip.replaceChildren(...lines);
  tip.showPopover();
  place(mine.link);
  if (!fits(lines)) return drop();
  mine.link.setAttribute("aria-describedby", tip.id);
}

// A claim is shown with its status or not at all: of what has no room, only what follows the status may go.
function fits(lines) {
  const is_cut = () => tip.scrollHeight > tip.clientHeight;
  while (is_cut() && lines.at(-1).matches(".preview-said, .preview-fact") && lines.length > 3) lines.pop().remove();
  return !is_cut();
}

const is_wanted = () => current.link.matches(":hover, :focus-visible") || tip.matches(":hover");

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => current && !is_wanted() && drop(), tip.matches(":popover-open") ? GRACE : 0);
}

function drop() {
  if (!current) return;
  clearTimeout(current.timer);
  current.fetching.abort();
  current.link.removeAttribute("aria-describedby");
  if (tip.matches(":popover-open")) tip.hidePopover();
  current = undefined;
}

function dismiss() {
  dismissed = current?.link ?? dismissed;
  drop();
}

function release() {
  if (dismissed === this) dismissed = undefined;
  leave();
}

// Called whenever the pointer or the focus comes to `link`, which leads to `address`. A pointer on its way to an open
// preview may cross other links: theirs waits until it is clear that the pointer rests on them.
export function begin(link, address, how) {
  if (!tip) build();
  clearTimeout(coming);
  const has = how === "focus" ? ":focus-visible" : ":hover";
  if (link === current?.link || link === dismissed || !link.matches(has)) return;
  if (!tip.matches(":popover-open")) start(link, address, WAIT[how]);
  else coming = setTimeout(() => link.matches(has) && start(link, address, 0), WAIT[how]);
}

function start(link, address, wait) {
  drop();
  link.addEventListener("pointerleave", release);
  link.addEventListener("blur", release);
  const mine = { link, address, fetching: new AbortController() };
  mine.timer = setTimeout(show, wait, mine);
  current = mine;
}
