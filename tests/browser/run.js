// The page of report.html in a real browser, without a network: node run.js PROGRAM PAGE_OF FOLDER
// (ctest gives them). What is missing is said with the way to get it; nothing is skipped.
import { existsSync } from "node:fs";
import { chromium } from "./chromium.js";

const here = new URL(".", import.meta.url).pathname;
const missing = [];
if (!existsSync(chromium)) {
  missing.push(`There is no ${chromium}: apt-get install chromium`);
}
if (!existsSync(`${here}node_modules/playwright-core`)) {
  missing.push(`The test tools are not there: npm ci --prefix ${here}`);
}
if (process.argv.length !== 5) missing.push("node run.js PROGRAM PAGE_OF FOLDER");
if (missing.length > 0) {
  console.error(missing.join("\n"));
  process.exit(1);
}
for (const part of ["types", "validity", "content", "list", "map", "reading", "work", "paper", "large"]) {
  await import(`./${part}_test.js`);
}
