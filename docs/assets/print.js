// The button that prints a document, or saves it as a PDF.

for (const button of document.querySelectorAll("button.print")) {
  button.addEventListener("click", () => print());
}
