// The page is valid HTML: as it lies in the file, and as it is once its program has built it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { HtmlValidate } from "html-validate";
import { night, opened } from "./browser.js";

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // The style sheet's place is the file itself, and Leaflet moves its panes by style.
    "no-inline-style": "off",
    // One file: nothing is fetched whose content could be another's.
    "require-sri": "off",
    // A list of which only the rows in sight exist cannot be a <select>.
    "prefer-native-element": ["error", { exclude: ["listbox"] }],
  },
});

async function assertValid(markup, what) {
  const report = await validator.validateString(markup);
  const complaints = report.results.flatMap((result) => result.messages.map((message) =>
    `${what}:${message.line}: ${message.ruleId}: ${message.message} ${message.selector ?? ""}`));
  assert.deepEqual([...new Set(complaints)], []);
}

test("the file is valid HTML", async () => {
  await assertValid(readFileSync(night(12).page, "utf8"), "file");
});

for (const count of [0, 12]) {
  test(`the page as built is valid HTML, ${count} findings`, async () => {
    await opened(night(count).page, async (page) => {
      if (count > 0) await page.click(".row");
      const body = await page.evaluate(() => document.documentElement.outerHTML);
      await assertValid(`<!DOCTYPE html>\n${body}`, "built");
    });
  });
}
