// The map is drawn, findings are on it, and map and list point at each other.
import assert from "node:assert/strict";
import test from "node:test";
import { night, opened, until } from "./browser.js";

/** Of a map layer's painted pixels: how many, and their middle in the window. */
const paintedOf = (page, layer) => page.evaluate((which) => {
  const canvas = document.querySelectorAll("canvas.drawn")[which];
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  let [x, y, count] = [0, 0, 0];
  for (let i = 0; i < width * height; ++i) {
    if (data[i * 4 + 3] === 0) continue;
    x += i % width;
    y += Math.floor(i / width);
    ++count;
  }
  const box = canvas.getBoundingClientRect();
  return { count, x: box.left + (x / count / width) * box.width,
    y: box.top + (y / count / height) * box.height };
}, layer);

const painted = async (page, layer) => (await paintedOf(page, layer)).count;

test("town and findings are painted", async () => {
  await opened(night(300).page, async (page) => {
    assert.equal((await page.$$("canvas.drawn")).length, 4);
    assert.ok(await painted(page, 0) > 50000, "the town");
    assert.ok(await painted(page, 1) > 3000, "the signs");
    assert.equal(await painted(page, 3), 0, "nothing is pointed at yet");
    assert.match(await page.textContent(".leaflet-control-scale-line"), /^\d+ k?m$/);
  });
});

test("pointing at a row rings its sign, pointing at the sign marks the row", async () => {
  const { page: file, report } = night(12);
  await opened(file, async (page) => {
    const placed = await page.$$eval(".row", (rows) => rows.map((row) => row.dataset.finding));
    const finding = placed.find((which) => report.result.findings[which].point !== null);
    await page.hover(`.row[data-finding="${finding}"]`);
    await page.waitForTimeout(100);
    const ring = await paintedOf(page, 3);
    assert.ok(ring.count > 20, "a ring");
    await page.mouse.move(5, 5);
    await page.mouse.move(ring.x, ring.y);
    await page.waitForSelector(`.row.hovered[data-finding="${finding}"]`);
    await page.waitForSelector(".tip:not([hidden])");
    await page.mouse.click(ring.x, ring.y);
    await page.waitForSelector(".panel:not([hidden])");
    assert.equal(await page.textContent(".panel-text > .sentence"),
      report.result.findings[finding].message.tr);
  });
});

test("an open finding is drawn to scale, and its WKT is its shape", async () => {
  const { page: file, report, map } = night(12);
  const finding = report.result.findings.find((each) => map.of[each.fingerprint]?.length === 2);
  await opened(file, async (page) => {
    assert.equal((await page.$$(".drawing .shape")).length, 2);
    assert.match(await page.textContent(".drawing .scale text"), /^\d+ c?m$/);
    await page.evaluate(() => {
      window.copiedText = "";
      navigator.clipboard.writeText = (text) => Promise.resolve(void (window.copiedText = text));
    });
    await page.click('.buttons button:has-text("WKT")');
    const lines = (await page.evaluate(() => window.copiedText)).split("\n");
    assert.equal(lines.length, 2);
    const part = map.shapes[map.of[finding.fingerprint][0]].parts[0];
    const first = `${(map.origin[0] + part[0] / 100).toFixed(3)} ` +
      `${(map.origin[1] + part[1] / 100).toFixed(3)}`;
    assert.ok(lines[0].startsWith(`POLYGON ((${first}, `), lines[0]);
    assert.equal(lines[0].split(",").length, part.length / 2);
  }, { address: `#f=${finding.fingerprint}` });
});

test("keys move and zoom the map", async () => {
  await opened(night(12).page, async (page) => {
    const scale = () => page.textContent(".leaflet-control-scale-line");
    await page.focus(".map-box");
    const before = await scale();
    for (let i = 0; i < 4; ++i) await page.keyboard.press("+");
    assert.notEqual(await scale(), before);
    const place = () => page.$eval(".leaflet-map-pane", (pane) => pane.style.transform);
    const stood = await place();
    await page.keyboard.press("ArrowRight");
    await until(page, (was) =>
      document.querySelector(".leaflet-map-pane").style.transform !== was, stood);
  });
});

test("without map.json findings are shown at their places, and the page says why", async () => {
  await opened(night(12, { withMap: false }).page, async (page) => {
    assert.match(await page.textContent(".map-note"), /haritası yok/);
    assert.equal((await page.$$("canvas.drawn")).length, 2);
    assert.ok(await painted(page, 0) > 100);
  });
});
