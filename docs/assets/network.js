// Shows whose company a node of the network is in while it is pointed at or has the focus.

const drawing = document.querySelector(".net");
const nodes = [...drawing.querySelectorAll("a[data-actor]")];
const ties = [...drawing.querySelectorAll("[data-of]")];

function show(node) {
  const actor = node.dataset.actor;
  const own = ties.filter((tie) => tie.dataset.of.split(" ").includes(actor));
  const company = new Set(own.flatMap((tie) => tie.dataset.of.split(" ")));
  company.add(actor);
  for (const tie of ties) tie.classList.toggle("lit", own.includes(tie));
  for (const other of nodes) other.classList.toggle("lit", company.has(other.dataset.actor));
  drawing.classList.add("asked");
}

function clear() {
  drawing.classList.remove("asked");
}

for (const node of nodes) {
  node.addEventListener("pointerenter", () => show(node));
  node.addEventListener("focus", () => {
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
    show(node);
  });
  node.addEventListener("pointerleave", clear);
  node.addEventListener("blur", clear);
}
