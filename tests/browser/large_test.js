// A hundred thousand findings: the page stays under 40 MB; how fast it opens and filters is measured
// and printed, not asserted: machines differ.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import test from "node:test";
import { night, opened, shownCount } from "./browser.js";

const count = 100000;

test(`${count} findings`, async (context) => {
  const { page: file, report } = night(count);
  const megabytes = statSync(file).size / 1e6;
  assert.ok(megabytes < 40, `${megabytes.toFixed(1)} MB`);
  await opened(file, async (page) => {
    assert.equal(await shownCount(page), count);
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]
      .startTime);
    const ready = await page.evaluate(() => performance.getEntriesByName("ready")[0].startTime);
    await page.waitForTimeout(1500);
    const timed = (action) => page.evaluate(async (code) => {
      const from = performance.now();
      new Function(code)();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - from;
    }, action);
    const chip = await timed("document.querySelector('.chip').click()");
    const { findings } = report.result;
    assert.equal(await shownCount(page), findings.filter((f) => f.severity === "error").length);
    const only = await timed("document.querySelector('.only-new').click()");
    await page.click(".summary .link");
    const hits = findings.filter((f) => `${f.message.tr} ${f.key}`.includes("12/A 77")).length;
    const search = await page.evaluate(async () => {
      const input = document.querySelector('input[type="search"]');
      const status = document.querySelector(".shown-count");
      input.value = "12/A 77";
      const changed = new Promise((done) => new MutationObserver(done).observe(status,
        { childList: true, characterData: true, subtree: true }));
      const from = performance.now();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await changed;
      return performance.now() - from;
    });
    assert.ok(hits > 0 && await shownCount(page) >= hits);
    await page.click(".summary .link");
    const drag = await dragged(page);
    context.diagnostic(`${megabytes.toFixed(1)} MB · first paint ${paint.toFixed(0)} ms · ready ` +
      `${ready.toFixed(0)} ms · filter ${chip.toFixed(0)} and ${only.toFixed(0)} ms · search ` +
      `${search.toFixed(0)} ms · slowest frame of a drag ${drag.toFixed(0)} ms`);
  });
});

/** The longest a picture took while the map was dragged. */
async function dragged(page) {
  await page.locator(".map-box").scrollIntoViewIfNeeded();
  const box = await page.locator(".map-box").boundingBox();
  await page.evaluate(() => {
    window.frames_ = [];
    let last = performance.now();
    const tick = (now) => {
      window.frames_.push(now - last);
      last = now;
      if (window.frames_.length < 400) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 0; i < 40; ++i) await page.mouse.move(x - i * 8, y + i * 3);
  await page.mouse.up();
  return page.evaluate(() => Math.max(...window.frames_.slice(2)));
}
