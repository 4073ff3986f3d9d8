// Rows of a page narrowed by a form: by the values, claims and days that each row carries in its attributes, with the
// number of rows behind every choice and the choices in the address. The rules are those of kb/render/facets.py.

const OF_CLAIMS = ["status", "kind"];
const LATEST = "9999-12-31";
const AT_ONCE = 1000;
// Milliseconds: changes of one control within this time are one step of the browser's history.

const split = (text) => (text ? text.split(" ") : []);

// `after` is told which rows fit, whether all do, and what is chosen, whenever that changes.
export function narrow(form, elements, after = () => {}) {
  form.querySelector("fieldset").disabled = false;
  form.reset();
  const usual = chosen_in(form);
  const facets = [...form.querySelectorAll("select")];
  const names = facets.map((facet) => facet.name).filter((name) => !OF_CLAIMS.includes(name));
  const rows = [...elements].map((element) => row_of(element, names));
  const refresh = () => {
    const asked = asked_in(chosen_in(form), names);
    const counts = Object.fromEntries(facets.map((facet) => [facet.name, new Map()]));
    const fitting = rows.filter((row) => weigh(row, asked, counts));
    show(rows, fitting);
    for (const facet of facets) number_choices(facet, counts[facet.name]);
    tell(form.querySelector("[role=status]"), fitting.length, rows.length);
    after({ fitting, rows, asked, chosen: chosen_in(form) });
  };
  const restore = () => {
    read_address(form, usual);
    refresh();
  };
  listen(form, usual, refresh);
  addEventListener("popstate", restore);
  if (location.search) restore();
}

function row_of(element, names) {
  const of = (name) => element.getAttribute(`data-${name}`) ?? "";
  return {
    element,
    values: Object.fromEntries(names.map((name) => [name, split(of(name))])),
    claims: split(of("claims")).map((claim) => claim.split("/")),
    first: of("first"),
    last: of("last") || LATEST,
  };
}

const chosen_in = (form) => Object.fromEntries(new FormData(form));

function asked_in(chosen, names) {
  return {
    values: names.filter((name) => chosen[name]).map((name) => [name, chosen[name]]),
    status: chosen.status,
    kind: chosen.kind,
    from: chosen.from ?? "",
    to: chosen.to || LATEST,
    words: split(plain(chosen.words ?? "").trim()),
  };
}

// Tell whether a row fits, and count it for each choice that would keep it or bring it in.
function weigh(row, asked, counts) {
  const missed = missed_by(row, asked);
  if (missed.length > 1) return false;
  const fits = claims_with(row, asked.status, asked.kind).length > 0;
  if (missed.length) {
    if (fits && counts[missed[0]]) count(counts[missed[0]], row.values[missed[0]]);
    return false;
  }
  if (fits) for (const name in row.values) count(counts[name], row.values[name]);
  if (counts.status) count(counts.status, new Set(claims_with(row, "", asked.kind).map(([status]) => status)));
  count(counts.kind, new Set(claims_with(row, asked.status, "").map(([, kind]) => kind)));
  return fits;
}

// What of that chosen a row lacks, its claims left aside.
function missed_by(row, asked) {
  const missed = [];
  for (const [name, value] of asked.values) if (!row.values[name].includes(value)) missed.push(name);
  if (row.last < asked.from || row.first > asked.to) missed.push("days");
  if (asked.words.length && !asked.words.every((word) => text_of(row).includes(word))) missed.push("words");
  return missed;
}

// Status and kind must meet in one claim.
function claims_with(row, status, kind) {
  if (!status && !kind) return row.claims;
  return row.claims.filter((claim) => (!status || claim[0] === status) && (!kind || claim[1] === kind));
}

function text_of(row) {
  return (row.text ??= plain(row.element.textContent));
}

// As keyboards have it: straight quotation marks, small letters, single spaces.
function plain(text) {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ");
}

function count(counts, values) {
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
}

function show(rows, fitting) {
  const fits = new Set(fitting);
  for (const row of rows) if (row.element.hidden === fits.has(row)) row.element.hidden = !fits.has(row);
}

function number_choices(facet, counts) {
  for (const option of facet.querySelectorAll("[data-name]")) {
    const number = counts.get(option.value) ?? 0;
    const text = `${option.dataset.name} (${number})`;
    if (option.textContent !== text) option.textContent = text;
    option.disabled = !number && !option.selected;
  }
}

function tell(place, shown, all) {
  const { whole, some, single, nothing } = place.dataset;
  const words = shown === all ? whole : { 0: nothing, 1: single }[shown] ?? some;
  place.textContent = words.replace("{n}", shown);
}

function listen(form, usual, refresh) {
  const last = { name: "", time: -Infinity };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const goes_on = event.target.name === last.name && event.timeStamp - last.time < AT_ONCE;
    Object.assign(last, { name: event.target.name, time: event.timeStamp });
    write_address(form, usual, goes_on);
    refresh();
  });
  form.addEventListener("reset", (event) => {
    // The browser would empty the controls only after this.
    event.preventDefault();
    last.name = "";
    choose(form, usual, usual);
    write_address(form, usual, false);
    refresh();
  });
}

const read_address = (form, usual) => choose(form, Object.fromEntries(new URLSearchParams(location.search)), usual);

// A value that no choice has, as in an old address, is as good as none.
function choose(form, wanted, usual) {
  for (const [name, value] of Object.entries(usual)) {
    const control = form.elements[name];
    control.value = value;
    if (!Object.hasOwn(wanted, name)) continue;
    control.value = wanted[name];
    if (control.value !== wanted[name]) control.value = value;
  }
}

function write_address(form, usual, replaces) {
  const chosen = Object.entries(chosen_in(form)).filter(([name, value]) => value !== usual[name]);
  const query = chosen.length ? `?${new URLSearchParams(chosen)}` : "";
  history[replaces ? "replaceState" : "pushState"](null, "", location.pathname + query + location.hash);
}
