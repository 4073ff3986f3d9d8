// Three comforts for readers with script: the choice of colours, the search when it is first wanted,
// and open details on paper. Every page reads whole without them.
"use strict";

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

const query = document.querySelector("[data-md-component=search-query]");

function load_search() {
  const waiting = document.getElementById("search-script");
  if (!waiting) return;
  waiting.remove();
  document.body.append(document.importNode(waiting.content, true));
}

query.addEventListener("focus", load_search, { once: true });
document.addEventListener("keydown", (key) => {
  const typing = key.target.closest("input, textarea, select, [contenteditable]");
  if (key.key !== "/" || typing || key.ctrlKey || key.metaKey || key.altKey) return;
  key.preventDefault();
  query.focus();
});

let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
});
