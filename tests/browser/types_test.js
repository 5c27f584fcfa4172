// The page's TypeScript is typed through: no `any` slips in, no member is misspelt.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";

test("the page's program keeps its types", () => {
  const here = new URL(".", import.meta.url).pathname;
  const { status, stdout } = spawnSync("node", ["node_modules/typescript/bin/tsc", "--noEmit", "-p",
    "../../report/page/tsconfig.json"], { cwd: here, encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
