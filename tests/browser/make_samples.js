// Writes the pages of made-up nights: node make_samples.js PROGRAM PAGE_OF FOLDER COUNT…
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sample } from "./sample.js";

/** The page of a night with `count` findings; returns what it was made of. */
export function makePage(program, pageOf, folder, count, { withMap = true, change = () => {} } = {}) {
  mkdirSync(folder, { recursive: true });
  const catalogue = JSON.parse(execFileSync(program, ["rules", "--json"], { cwd: folder }));
  const made = sample(count, catalogue.rules);
  change(made);
  const name = `${count}${withMap ? "" : "-no-map"}`;
  const files = { report: join(folder, `${name}.report.json`), map: join(folder, `${name}.map.json`),
    page: join(folder, `${name}.html`) };
  writeFileSync(files.report, JSON.stringify(made.report));
  writeFileSync(files.map, JSON.stringify(made.map));
  execFileSync(pageOf, ["tr", files.report, withMap ? files.map : "-", files.page]);
  return { ...files, ...made };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [program, pageOf, folder, ...counts] = process.argv.slice(2);
  for (const count of counts) console.log(makePage(program, pageOf, folder, Number(count)).page);
}
