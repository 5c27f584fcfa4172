// Filters and list: each choice shows what it says, the keyboard reaches everything.
import assert from "node:assert/strict";
import test from "node:test";
import { night, opened, shownCount } from "./browser.js";

test("filters show what report.json has, and say how much", async () => {
  const { page: file, report } = night(300);
  const { findings } = report.result;
  await opened(file, async (page) => {
    const expect = async (what, fits) => {
      assert.equal(await shownCount(page), findings.filter(fits).length, what);
    };
    await page.click('.chip:has-text("hata")');
    await expect("severity", (f) => f.severity === "error");
    await page.click('.chip:has-text("süren")');
    await expect("and state", (f) => f.severity === "error" && f.state === "persisting");
    await page.click(".summary .link");
    await expect("cleared", () => true);

    const { rule } = findings[0];
    const option = page.locator("select option", { hasText: rule });
    const label = await option.textContent();
    const count = findings.filter((f) => f.rule === rule).length;
    assert.ok(label.endsWith(`(${count})`), label);
    await page.locator(".field select").first().selectOption({ label });
    await expect("rule", (f) => f.rule === rule);
    await page.click(".summary .link");

    await page.click(".only-new");
    await expect("only new", (f) => f.state === "new" || f.state === "reopened");
    await page.click(".summary .link");

    const cause = report.result.causes[0];
    await page.locator(".cause").first().click();
    await expect("cause", (f) => f.cause === cause.id);
    assert.equal(await shownCount(page), cause.count);
    await page.locator(".cause").first().click();
    await expect("let go", () => true);
  });
});

test("the search knows Turkish letters either way", async () => {
  const { page: file, report } = night(300);
  const { findings } = report.result;
  const target = findings.find((finding) => finding.mahalle_kodu === 10124);  // İstasyon
  assert.ok(target);
  await opened(file, async (page) => {
    const search = async (text, fits) => {
      await page.fill('input[type="search"]', text);
      await page.waitForTimeout(150);
      assert.equal(await shownCount(page), findings.filter(fits).length, text);
    };
    for (const text of ["istasyon", "İSTASYON", "ISTASYON"]) {
      await search(text, (f) => f.mahalle_kodu === 10124);
    }
    await search(target.fingerprint, (f) => f === target);
    await search(`${target.key} ${target.rule}`, (f) => f.rule === target.rule &&
      (f.message.tr + f.key).includes(target.key));
    await search("böyle bir şey yok", () => false);
    assert.match(await page.textContent(".nothing"), /uyan bulgu yok/);
  });
});

test("the list is walked and opened by keyboard, and gives the place back", async () => {
  await opened(night(300).page, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "list");
    for (let i = 0; i < 3; ++i) await page.keyboard.press("ArrowDown");
    const active = () => page.getAttribute("#list", "aria-activedescendant");
    assert.equal(await active(), "row-3");
    const wanted = await page.getAttribute("#row-3", "data-finding");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "finding");
    assert.match(await page.evaluate(() => location.hash), /^#f=[0-9a-f]+$/);
    const opened = await page.textContent(".panel-bar .position");
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await page.textContent(".panel-bar .position"), opened);
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.textContent(".panel-bar .position"), opened);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "list");
    assert.equal(await active(), "row-3");
    assert.equal(await page.getAttribute("#row-3", "data-finding"), wanted);
    assert.equal(await page.evaluate(() => location.hash), "");
    await page.keyboard.press("End");
    assert.equal(await active(), "row-299");
    await page.waitForSelector("#row-299");
    assert.ok((await page.$$(".row")).length < 40, "only what is in sight exists");
  });
});

test("every control has a name and takes the keyboard", async () => {
  await opened(night(12).page, async (page) => {
    await page.click(".row");
    const nameless = await page.$$eval("button, select, input, a[href], summary", (all) =>
      all.filter((each) => !each.disabled && each.offsetParent !== null &&
        (each.textContent.trim() === "" && !each.getAttribute("aria-label") &&
          !each.closest("label"))).map((each) => each.outerHTML));
    assert.deepEqual(nameless, []);
    const unreachable = await page.$$eval("button, select, input, [role=listbox]", (all) =>
      all.filter((each) => each.tabIndex < 0).map((each) => each.outerHTML));
    assert.deepEqual(unreachable, []);
  });
});

test("an address opens its finding", async () => {
  const { page: file, report } = night(300);
  const { fingerprint, message } = report.result.findings[123];
  await opened(file, async (page) => {
    assert.equal(await page.textContent(".panel-text > .sentence"), message.tr);
    const top = await page.evaluate(() =>
      document.getElementById("findings").getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 200, `the reader stands ${top} pixels away from what was linked`);
  }, { address: `#f=${fingerprint}` });
});
