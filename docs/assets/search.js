// The search, opened when it is first wanted, with a text to ask for where there is one: a dialog made from
// overrides/partials/finder.html.
import { ROOT, find, load, load_facets } from "./find.js";
import { made, named_row, row } from "./found.js";
import { load_styles } from "./styles.js";

const STEP = 10;
const PAUSE = 200;
const SHORTEST = 2;
// Letters: what begins with one letter is nearly everything.
const parts = document.querySelector(".search-parts");
const said = parts.dataset;
const kinds = Object.fromEntries(said.kinds.split("; ").map((pair) => pair.split(": ")));
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

let dialog, box, list, count, more, facet_boxes;
let shown = STEP;
let waiting;
let turn = 0;

// `typed` tells what was typed while this was on its way: it is asked for, and typing goes on.
export async function open(text = "", typed = () => "") {
  await load_styles("search").catch(() => {});
  if (!dialog) build();
  if (!dialog.open) dialog.showModal();
  if (text || typed()) ask(text + typed());
  box.focus();
  if (!typed()) box.select();
  load().catch(() => {});
}

function ask(text) {
  box.value = text;
  later();
}

function build() {
  document.body.append(document.importNode(parts.content, true));
  dialog = document.querySelector("dialog.searching");
  box = dialog.querySelector("input");
  [list, count, more] = ["ol", ".count", ".more"].map((name) => dialog.querySelector(name));
  facet_boxes = [...dialog.querySelectorAll("select")];
  count.textContent = said.idle;
  for (const select of facet_boxes) select.append(made("option", { value: "" }, said.any));
  listen();
}

function listen() {
  dialog.querySelector("details").addEventListener("toggle", refresh);
  dialog.querySelector("form").addEventListener("input", later);
  dialog.addEventListener("keydown", walk);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  list.addEventListener("click", (event) => {
    const stays = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target.closest("a") && !stays) dialog.close();
  });
  more.addEventListener("click", show_more);
}

function later() {
  clearTimeout(waiting);
  shown = STEP;
  waiting = setTimeout(refresh, PAUSE);
}

async function show_more() {
  const seen = list.children.length;
  shown += STEP;
  await refresh();
  list.children[seen]?.querySelector("a").focus();
}

async function refresh() {
  const mine = (turn += 1);
  const text = box.value.trim();
  if (text.length >= SHORTEST) count.textContent = said.busy;
  const answered = text.length >= SHORTEST ? await answer(text, chosen()).catch(() => null) : { rows: [], idle: true };
  if (mine !== turn) return;
  list.replaceChildren(...(answered?.rows ?? []));
  count.textContent = verdict(answered);
  more.hidden = !answered?.left;
  dialog.querySelector(".facets").hidden = !answered?.offers;
  if (answered?.offers) offer(answered.offers);
}

const chosen = () => Object.fromEntries(facet_boxes.map((select) => [select.name, select.value]).filter(([, value]) => value));

// The rows for a text: names that it is, then what holds its words; `narrow` keeps what has every value.
async function answer(text, narrow) {
  const { named, results, asked } = await find(text);
  const is_narrowed = Object.keys(narrow).length > 0;
  const told = is_narrowed || dialog?.querySelector("details").open ? await load_facets() : null;
  const fits = (result, but) => Object.entries(narrow).every(([name, value]) => name === but || told(result)[name].includes(value));
  const kept = told ? results.filter((result) => fits(result)) : results;
  const names = is_narrowed ? [] : named;
  const loaded = await Promise.all(kept.slice(0, shown).map((result) => result.data()));
  const addresses = new Set(names.map((one) => new URL(one.address, ROOT).pathname));
  const others = holding_most_first(loaded, asked).filter((found) => !addresses.has(new URL(found.url, ROOT).pathname));
  return {
    rows: [...names.map((one) => named_row(one, kinds)), ...others.map((found) => row(found, said, narrow.status))],
    count: Math.max(kept.length, names.length + others.length),
    left: kept.length > shown,
    offers: told && ((name) => tallied(results.filter((result) => fits(result, name)), name, told)),
  };
}

// All results are loaded where some words were not asked for.
function holding_most_first(loaded, asked) {
  const held = (found) => asked.filter((word) => found.content.toLowerCase().includes(word.toLowerCase())).length;
  return asked.length ? loaded.map((found) => [found, held(found)]).sort((one, other) => other[1] - one[1]).map(([found]) => found) : loaded;
}

function verdict(answered) {
  if (!answered) return said.amiss;
  if (answered.idle) return said.idle;
  const { rows, count: number } = answered;
  if (number < 2) return number ? said.one : said.none;
  return (number > rows.length ? said.some : said.all).replace("{n}", number).replace("{m}", rows.length);
}

// How many results have each value of a facet, in the order of the values.
function tallied(results, name, told) {
  const counted = new Map();
  for (const result of results) for (const value of told(result)[name]) counted.set(value, (counted.get(value) ?? 0) + 1);
  return [...counted].sort(([one], [other]) => one.localeCompare(other, "en"));
}

function offer(offers) {
  for (const select of facet_boxes) {
    const value = select.value;
    const options = offers(select.name).map(([one, number]) => made("option", { value: one }, `${named(select.name, one)} (${number})`));
    select.replaceChildren(made("option", { value: "" }, said.any), ...options);
    // What a new question has none of stays chosen, and is seen to be.
    if (value && !options.some((option) => option.value === value)) {
      select.append(made("option", { value }, `${named(select.name, value)} (0)`));
    }
    select.value = value;
  }
}

function named(facet, value) {
  if (facet === "kind") return kinds[value];
  return facet === "month" ? month.format(new Date(`${value}-01`)) : value;
}

// The first answer to what stands in the box now, not to what stood there.
async function follow_first() {
  clearTimeout(waiting);
  const mine = turn + 1;
  await refresh();
  if (mine === turn) list.querySelector("a")?.click();
}

// Arrow keys go through the results and back into the box; Enter in the box takes the first; Escape closes at once,
// where a browser would empty the box first.
function walk(key) {
  if (key.key === "Escape") {
    key.preventDefault();
    dialog.close();
  }
  if (key.isComposing) return;
  if (key.key === "Enter" && key.target === box) {
    key.preventDefault();
    follow_first();
  }
  if (!["ArrowDown", "ArrowUp"].includes(key.key) || key.target.matches("select")) return;
  const stops = [box, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + (key.key === "ArrowDown" ? 1 : -1)];
  key.preventDefault();
  next?.focus();
}
