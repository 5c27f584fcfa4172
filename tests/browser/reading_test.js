// Languages, light and dark, contrast, the phone: that everybody can read it.
import assert from "node:assert/strict";
import test from "node:test";
import { night, opened } from "./browser.js";

test("the language switch changes every part and keeps what is open", async () => {
  const { page: file, report } = night(12);
  await opened(file, async (page) => {
    await page.click('.chip:has-text("hata")');
    await page.click(".row");
    const turkish = await page.textContent("main");
    await page.click("button.language");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.equal(await page.textContent("h1"), report.result.verdict.en);
    assert.match(await page.textContent(".head .overline"), /21 Nov 2026 02:14/);
    assert.match(await page.textContent(".account"), /40,062 read/);
    assert.ok(await page.isVisible(".panel-text"));
    assert.equal(await page.getAttribute('.chip:has-text("error")', "aria-pressed"), "true");
    const english = await page.textContent("main");
    for (const word of ["bulgu", "kayıt hesabı", "Nedenler", "Düzeltme"]) {
      assert.ok(!english.includes(word), word);
    }
    await page.click("button.language");
    assert.equal(await page.textContent("main"), turkish);
  });
});

/** Contrast of every text on its ground (WCAG 2), the worst of them. */
const worstContrast = (page) => page.evaluate(() => {
  const parsed = (colour) => {
    const numbers = colour.match(/[\d.]+/g).map(Number);
    return { rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1 };
  };
  const over = (top, under) => top.rgb.map((c, i) => c * top.alpha + under[i] * (1 - top.alpha));
  const groundOf = (element) => {
    const stack = [];
    for (let at = element; at; at = at.parentElement) {
      const ground = parsed(getComputedStyle(at).backgroundColor);
      if (ground.alpha > 0) stack.unshift(ground);
    }
    return stack.reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const luminance = (rgb) => rgb.map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  let worst = { ratio: 99, text: "" };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() === "" || !element.checkVisibility() ||
        ["SCRIPT", "STYLE", "OPTION", "SELECT", "NOSCRIPT"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const ink = over(parsed(style.color), ground);
    const [a, b] = [luminance(ink), luminance(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < worst.ratio) {
      worst = { ratio, text: `${element.className}: ${node.textContent.trim().slice(0, 40)}` };
    }
  }
  return worst;
});

for (const scheme of ["light", "dark"]) {
  test(`every text stands out from its ground, ${scheme}`, async () => {
    await opened(night(12).page, async (page) => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) =>
        (each.open = true)));
      const stands = async (what) => {
        const { ratio, text } = await worstContrast(page);
        assert.ok(ratio >= 4.5, `${what}: ${ratio.toFixed(2)} ${text}`);
      };
      await stands("list");
      await page.click(".row");
      await stands("panel");
    }, { scheme });
  });
}

test("the appearance is the system's until the reader chooses", async () => {
  await opened(night(12).page, async (page) => {
    const ground = () => page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
    const dark = await ground();
    await page.click("button.theme");
    assert.match(await page.textContent("button.theme"), /açık/);
    assert.notEqual(await ground(), dark);
    await page.click("button.theme");
    assert.equal(await ground(), dark);
  }, { scheme: "dark" });
});

test("a phone shows it in one column, nothing beside the edge", async () => {
  await opened(night(12).page, async (page) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${wide} pixels`);
    const map = await page.locator(".map").boundingBox();
    const list = await page.locator(".side").boundingBox();
    assert.ok(list.y >= map.y + map.height - 1);
  }, { width: 390, height: 844 });
});

test("nothing moves by itself, and lines are not too long", async () => {
  await opened(night(12).page, async (page) => {
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await page.click(".row");
    // Letters on each line of every paragraph, as they are set.
    const long = await page.$$eval("main p, main li, main dd", (all) => all
      .filter((each) => each.checkVisibility() && each.textContent.length > 70 &&
        !each.matches(".sum, .meta, .summary, .map-note") && each.querySelector("p, ul, dl") === null)
      .flatMap((each) => {
        const lines = new Map();
        const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (let i = 0; i < node.length; ++i) {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            const { bottom } = range.getBoundingClientRect();
            lines.set(Math.round(bottom), (lines.get(Math.round(bottom)) ?? 0) + 1);
          }
        }
        const most = Math.max(...lines.values());
        return most > 70 ? [`${most}: ${each.textContent}`] : [];
      }));
    assert.deepEqual(long, []);
  });
});
