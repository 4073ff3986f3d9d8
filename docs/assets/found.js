// A result as a row: what it is, when, with what status, and the sentence that holds the words. Who says a sentence and
// with what status stands in the sentence itself, as the index has it: it is never cut.
import { ROOT } from "./find.js";

const MARKS = { corroborated: "ok", "single-source": "single", disputed: "disp", contradicted: "ref", opinion: "op" };
const SVG = "http://www.w3.org/2000/svg";

export function made(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

// A name that was asked for.
export function named_row({ name, kind, address }, kinds) {
  const title = made("a", { href: new URL(address, ROOT).href }, name);
  return made("li", {}, made("p", { class: "what" }, title), made("p", { class: "count" }, kinds[kind]));
}

// A record that holds the words; of its claims, one of the status that is wanted comes first.
export function row(found, said, wanted = "") {
  const has = (part) => Number(Boolean(wanted) && part.anchor.text.trim().endsWith(`— ${wanted}`));
  const rank = (one, other) => has(other) - has(one) || weight(other) - weight(one);
  const parts = found.sub_results.filter((part) => part.anchor).sort(rank);
  const facts = [found.meta.what, found.meta.date].filter(Boolean).join(" · ");
  const what = made("p", { class: "what" }, ...titled(found, parts[0]?.url ?? found.url));
  return made("li", {}, what, made("p", { class: "count" }, facts), ...sentence(found, parts[0], said));
}

const weight = (part) => part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0);

// A headline is its publisher's word, and is printed as such.
function titled({ meta }, address) {
  const link = (text) => made("a", { href: address }, text);
  if (meta.kind !== "source") return [link(meta.title), ...(meta.status ? [" ", status(meta.status)] : [])];
  return meta.title === meta.publisher ? [link(meta.title)] : [link(meta.publisher), `: “${meta.title.replaceAll("“", "‘").replaceAll("”", "’")}”`];
}

function sentence({ meta }, part, said) {
  if (meta.kind === "source") return part ? [quoted(meta, part, said)] : [];
  const { line, mark } = split(part?.anchor.text ?? meta.told ?? "");
  return line ? [made("p", { class: "sent" }, line, " ", ...(mark ? [status(mark)] : []))] : [];
}

// The words of a kept text, then how many claims of each status rest on their paragraph: the words are the article’s,
// and which of the claims they carry is for its page to say.
function quoted(meta, part, said) {
  const number = part.anchor.id.replace("para-", "");
  const where = made("span", { class: "count" }, `${said.paragraph.replace("{n}", number)} `);
  const told = (meta.rests ?? "").split("; ").find((one) => one.startsWith(`${number}: `)) ?? "";
  const tally = told.replace(/^\d+: /u, "").split(", ").filter(Boolean).map((one) => one.split(" "));
  const rests = tally.flatMap(([count, word]) => [" ", status(word, `${count} `)]);
  const label = rests.length ? [" ", made("span", { class: "count" }, said.rests)] : [];
  return made("p", { class: "sent" }, where, "“… ", ...marked(part.excerpt), " …”", ...label, ...rests);
}

// “Said by X: words — status”, as the index has the heading of a claim.
function split(heading) {
  const [, line, mark] = /^(.*?)(?: — (\S+))?$/su.exec(heading.trim());
  return mark in MARKS ? { line, mark } : { line: heading, mark: "" };
}

// `excerpt` holds the words found between <mark> and </mark>, and no other tag: Pagefind writes out < and >.
function marked(excerpt) {
  const parts = excerpt.replace(/(?:<mark>)?¶\d+\.(?:<\/mark>)?\s/gu, "").split(/<\/?mark>/u);
  const texts = parts.map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return texts.map((text, at) => (at % 2 ? made("mark", {}, text) : text));
}

// A status is a mark, a colour and a word.
function status(word, count = "") {
  const mark = document.createElementNS(SVG, "svg");
  mark.setAttribute("class", "g");
  mark.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#g-${MARKS[word]}`);
  mark.append(use);
  return made("span", { class: `st ${MARKS[word]}` }, mark, count, word);
}
