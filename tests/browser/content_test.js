// What the page says is what report.json says: the verdict, the counts, the sentences, the account.
import assert from "node:assert/strict";
import test from "node:test";
import { night, numberIn, opened, shownCount, until } from "./browser.js";
import { hostile } from "./sample.js";

const of = (findings, state) => findings.filter((finding) => finding.state === state).length;

test("the counts are report.json's", async () => {
  const { page: file, report } = night(300);
  const { findings } = report.result;
  await opened(file, async (page) => {
    assert.equal(await shownCount(page), findings.length);
    for (const state of ["new", "reopened", "persisting", "fixed", "waived"]) {
      const text = await page.textContent(`.figure[data-state="${state}"] strong`);
      assert.equal(numberIn(text), of(findings, state), state);
    }
    const open = findings.length - of(findings, "fixed") - of(findings, "waived");
    assert.equal(numberIn(await page.textContent('.figure[data-state="open"] strong')), open);
    const causes = await page.$$eval(".cause strong", (all) => all.map((each) => each.textContent));
    assert.deepEqual(causes.map(numberIn), report.result.causes.map((cause) => cause.count));
  });
});

test("the verdict comes first, in its own words", async () => {
  const { page: file, report } = night(12);
  await opened(file, async (page) => {
    const verdict = await page.textContent("h1");
    assert.equal(verdict, report.result.verdict.tr);
    const { y, height } = await page.locator("h1").boundingBox();
    assert.ok(y + height < 400, "without scrolling");
    assert.match(await page.textContent(".head .overline"), /21\.11\.2026 02:14/);
  });
});

test("a rule's parameters are those in force, the default beside them", async () => {
  const { page: file, report } = night(300);
  const [[id, values]] = Object.entries(report.run.rule_parameters);
  const [[name, value]] = Object.entries(values);
  const tuned = report.result.findings.find((finding) => finding.rule === id);
  await opened(file, async (page) => {
    const facts = () => page.$$eval(".panel .facts > div", (all) => all.map((each) =>
      [each.querySelector("dt").textContent, each.querySelector("dd").textContent]));
    await page.evaluate((print) => (location.hash = `#f=${print}`), tuned.fingerprint);
    await until(page, (print) => document.querySelector(".panel")?.textContent.includes(print),
      tuned.fingerprint);
    const told = Object.fromEntries(await facts())[name];
    assert.ok(told.startsWith(`${value} `), told);
    assert.ok(told.endsWith(`(yürürlükteki değer; varsayılan ${value - 1.5})`), told);
    await page.click("button.language");
    assert.match(Object.fromEntries(await facts())[name], /\(in force; default [\d.]+\)$/);
    assert.ok(!(await page.textContent(".panel")).includes(`uavt-sync rules ${id}`));
  });
});

test("every source's sum is there", async () => {
  const { page: file, report } = night(12);
  await opened(file, async (page) => {
    const sums = await page.$$eval(".source .sum", (all) => all.map((each) => each.textContent));
    report.result.sources.forEach((source, i) => {
      const numbers = sums[i].match(/\d[\d.]*/g).map(numberIn);
      assert.equal(numbers[0], source.rows_read);
      assert.equal(numbers.slice(1).reduce((a, b) => a + b, 0), source.rows_read);
    });
  });
});

test("every finding's sentence is report.json's, in both languages, and stays text", async () => {
  const { page: file, report } = night(12);
  await opened(file, async (page) => {
    for (const language of ["tr", "en"]) {
      if (language === "en") await page.click("button.language");
      for (const finding of report.result.findings) {
        await page.evaluate((print) => (location.hash = `#f=${print}`), finding.fingerprint);
        await until(page, (print) => document.querySelector(".panel code")
          && document.querySelector(".panel").textContent.includes(print), finding.fingerprint);
        assert.equal(await page.textContent(".panel-text > .sentence"), finding.message[language]);
      }
    }
    assert.ok(report.result.findings.some((finding) => finding.message.tr.includes(hostile)));
    assert.equal(await page.$$eval("img", (all) => all.length), 0);
  });
});

test("a clean night congratulates", async () => {
  await opened(night(0).page, async (page) => {
    assert.match(await page.textContent(".actions"), /Elinize sağlık/);
    assert.match(await page.textContent(".congratulation"), /Açık bulgu yok/);
    assert.equal(await page.$(".causes"), null);
    assert.equal(await page.$(".trend"), null);
    assert.equal(await page.$(".quality"), null);
    for (const part of [".worklist", "section.held", ".decisions", ".events"]) {
      assert.equal(await page.$(part), null, part);
    }
  });
});

test("parts that a run does not have are left out", async () => {
  const bare = night(12, { name: "bare", change: ({ report }) => {
    for (const part of ["causes", "quality", "worklist", "held", "events"]) delete report.result[part];
    delete report.run.trend;
    for (const finding of report.result.findings) {
      delete finding.waiver;
      delete finding.decision;
      finding.cause = null;
    }
  } });
  await opened(bare.page, async (page) => {
    assert.equal(await shownCount(page), 12);
    for (const part of [".causes", ".trend", ".quality", ".worklist", "section.held", ".decisions", ".events"]) {
      assert.equal(await page.$(part), null, part);
    }
  });
});

test("a refused night says so first, whatever its reason holds", async () => {
  const refused = night(12, { name: "refused", change: ({ report }) => {
    const { result } = report;
    result.verdict = { tr: `Yayımlanmadı: ${hostile}. Dosyayı yeniden koyun.`,
      en: `Not published: ${hostile}.`, exit_code: 3, published: false };
    result.sources[0].read = false;
    result.layers = [];
  } });
  await opened(refused.page, async (page) => {
    assert.ok(await page.isVisible(".head.bad"));
    assert.equal(await page.getAttribute(".seal", "aria-label"), "Yayımlanmadı");
    assert.equal(await page.textContent("h1"), refused.report.result.verdict.tr);
    assert.match(await page.textContent(".actions li"), /“yapi” kaynağı okunamadı/);
    assert.match(await page.textContent(".source.unread"), /okunamadı/);
  });
});
