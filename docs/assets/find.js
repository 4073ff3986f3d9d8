// What a query finds: names in any spelling first, then what holds its words. Pagefind does the finding; its index
// and the tables beside it are loaded when they are first asked for.
import { bare, matching, mended, prepare, words } from "./names.js";

export const ROOT = new URL("../", import.meta.url);
const NAMED = 3;
const FEW = 3;
const ENOUGH = 10;

const at = (path) => new URL(path, ROOT);
const json = async (path) => (await fetch(at(path))).json();

let loading;
export function load() {
  loading ??= (async () => {
    const [engine, rows] = await Promise.all([import(at("pagefind/pagefind.js")), json("pagefind/names.json")]);
    // How long a record is says nothing of its worth; and a worker of its own would be one more script to fetch.
    await engine.options({ baseUrl: ROOT.pathname, ranking: { pageLength: 0 }, noWorker: true });
    await engine.init();
    return { engine, rows: prepare(rows) };
  })();
  loading.catch(() => (loading = undefined));
  return loading;
}

// For each facet its values, and for each result the numbers of those it has.
let facets;
export async function load_facets() {
  facets ??= json("pagefind/facets.json");
  facets.catch(() => (facets = undefined));
  const { values, rows } = await facets;
  const names = Object.keys(values);
  return (result) => Object.fromEntries(names.map((name, column) => [name, (rows[result.id]?.[column] ?? []).map((number) => values[name][number])]));
}

// The names that a text is, and the results that hold its words, the best first.
export async function find(text) {
  const { engine, rows } = await load();
  return { named: matching(text, rows).slice(0, NAMED), results: await holding(text, engine, rows) };
}

// As our own spelling has the words; as typed, where that leaves room, unless it was a slip; else what holds most of
// them. Each further question costs a reader more of the index.
async function holding(text, engine, rows) {
  const ours = mended(bare(text), rows);
  const found = new Map();
  const keep = (results) => results.forEach((result) => found.has(result.id) || found.set(result.id, result));
  keep((await engine.search(ours.text)).results);
  const is_meant = !ours.is_slip && found.size < ENOUGH;
  if (is_meant && ours.text.toLowerCase() !== text.toLowerCase()) keep((await engine.search(bare(text))).results);
  if (found.size < FEW) keep(await holding_most(words(ours.text), engine));
  return [...found.values()];
}

async function holding_most(terms, engine) {
  const counted = new Map();
  for (const term of terms.length > 1 ? terms : []) {
    for (const result of (await engine.search(term)).results) {
      const known = counted.get(result.id) ?? { result, terms: 0, score: 0 };
      counted.set(result.id, { result, terms: known.terms + 1, score: known.score + result.score });
    }
  }
  const ranked = [...counted.values()].filter((one) => one.terms * 2 >= terms.length);
  ranked.sort((one, other) => other.terms - one.terms || other.score - one.score);
  return ranked.map((one) => one.result);
}
