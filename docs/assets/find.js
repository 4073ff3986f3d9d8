// What a query finds: names in any spelling first, then what holds its words. Pagefind does the finding; its index
// and the tables beside it are loaded when they are first asked for.
import { TELLING, bare, matching, mended, prepare, telling, words } from "./names.js";

export const ROOT = new URL("../", import.meta.url);
const NAMED = 3;
const FEW = 3;
const ENOUGH = 10;

const at = (path) => new URL(path, ROOT);
const json = async (path) => (await fetch(at(path))).json();

let loading;
export function load() {
  loading ??= (async () => {
    const [engine, known] = await Promise.all([import(at("pagefind/pagefind.js")), json("pagefind/names.json")]);
    // How long a record is says nothing of its worth; and a worker of its own would be one more script to fetch.
    await engine.options({ baseUrl: ROOT.pathname, ranking: { pageLength: 0 }, noWorker: true });
    await engine.init();
    return { engine, rows: prepare(known.names), common: known.common, more: known.more };
  })();
  loading.catch(() => (loading = undefined));
  return loading;
}

// With the names of those who are seldom mentioned too, where a dossier has so many that they stand apart.
let completing;
async function load_all() {
  completing ??= Promise.all([load(), json("pagefind/names-more.json")]);
  completing.catch(() => (completing = undefined));
  const [known, more] = await completing;
  return { ...known, rows: [...known.rows, ...prepare(more)] };
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

// The names that a text is, and the results that hold its words, the best first. `asked` are words that a result need
// not hold, where some of a long text told enough.
export async function find(text) {
  const known = await load();
  const found = await found_by(text, known);
  const is_poor = !found.named.length && found.results.length < FEW;
  return known.more && is_poor ? found_by(text, await load_all()) : found;
}

async function found_by(text, known) {
  const named = matching(text, known.rows).slice(0, NAMED);
  const is_large = known.common.length && !text.includes('"');
  return { named, ...(await (is_large ? holding_telling : holding)(text, known)) };
}

// As our own spelling has the words; as typed, where that leaves room, unless it was a slip; else what holds most of
// them. Each further question costs a reader more of the index.
async function holding(text, { engine, rows }) {
  const ours = mended(bare(text), rows);
  const found = collected();
  found.keep((await engine.search(ours.text)).results);
  const is_meant = !ours.is_slip && found.size() < ENOUGH;
  if (is_meant && ours.text.toLowerCase() !== text.toLowerCase()) found.keep((await engine.search(bare(text))).results);
  if (found.size() < FEW) found.keep(await holding_most(words(ours.text), engine));
  return { results: found.all(), asked: [] };
}

// The same of a large dossier, where each word costs a reader more than all results: the words that fewest records have
// are asked for, and the others only where those find many. A long text is asked as typed first: it is no name.
async function holding_telling(text, { engine, rows, common }) {
  const [typed, ours] = [words(bare(text)), words(mended(bare(text), rows).text)];
  const found = collected();
  const tries = typed.length > TELLING ? [typed, ours] : [ours, typed];
  for (const terms of tries) if (found.size() < (terms.length > TELLING ? 1 : FEW)) found.keep(await with_all(terms, engine, common));
  if (found.size() < FEW) found.keep(await holding_most(telling(tries[0], common), engine));
  if (!found.size() && typed.length > TELLING) found.keep(await holding_most(typed, engine));
  return { results: found.all(), asked: found.size() > ENOUGH ? [] : typed };
}

async function with_all(terms, engine, common) {
  const few = telling(terms, common);
  const { results } = await engine.search(few.join(" "));
  return few.length < terms.length && results.length > ENOUGH ? (await engine.search(terms.join(" "))).results : results;
}

// The results so far, each once, in the order in which they came.
function collected() {
  const found = new Map();
  return {
    keep: (results) => results.forEach((result) => found.has(result.id) || found.set(result.id, result)),
    size: () => found.size,
    all: () => [...found.values()],
  };
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
