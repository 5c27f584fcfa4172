// Printed, the list is complete and the map is there: A4, nothing to press.
import assert from "node:assert/strict";
import test from "node:test";
import { night, opened, until } from "./browser.js";

test("the printed list is complete, the map a picture", async () => {
  const { page: file, report } = night(300);
  await opened(file, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    const sentences = await page.$$eval(".printed tbody tr td:nth-child(3)", (all) =>
      all.map((each) => each.textContent));
    assert.deepEqual([...sentences].sort(),
      report.result.findings.map((finding) => finding.message.tr).sort());
    await until(page, () => document.querySelector(".paper-map")?.naturalWidth > 1000);
    assert.ok(await page.isVisible(".printed"));
    assert.ok(!await page.isVisible(".desk"));
    assert.ok(!await page.isVisible(".filters"));
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    assert.equal(await page.$(".printed"), null);
    assert.ok(await page.isVisible(".desk"));
  });
});

test("it fits A4 sheets", async () => {
  await opened(night(12).page, async (page) => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 20000);
    const text = pdf.toString("latin1");
    const [, width, height] = text.match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
    assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height}`);
  });
});
