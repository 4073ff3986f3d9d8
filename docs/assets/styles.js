// A stylesheet that only some readers need: fetched when it is first wanted.

const wanted = new Map();

// Resolves when what stands in `name`.css can be seen.
export function load_styles(name) {
  if (!wanted.has(name)) {
    wanted.set(name, new Promise((resolve, reject) => add(name, resolve, reject)));
    wanted.get(name).catch(() => wanted.delete(name));
  }
  return wanted.get(name);
}

function add(name, resolve, reject) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`${name}.css`, import.meta.url).href;
  link.addEventListener("load", resolve);
  link.addEventListener("error", reject);
  document.head.append(link);
}
