// What waits, what is to be decided, what happened, what is to be typed: each as often as report.json
// says, in both languages, by keyboard and on paper.
import assert from "node:assert/strict";
import test from "node:test";
import { night, numberIn, opened, until } from "./browser.js";
import { corrections } from "./sample_work.js";

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((each) => each.textContent));
const openFindings = (report) => report.result.findings.filter((finding) =>
  finding.decision && !["fixed", "waived"].includes(finding.state));
const ofList = (report, list) => report.result.worklist.filter((item) => item.list === list);

/** Opens every mahalle of a list and asks for every row. */
async function unfold(page, section) {
  for (const summary of await page.$$(`${section} details:not([open]) > summary`)) await summary.click();
  for (let more; (more = await page.$(`${section} .more button`));) await more.click();
}

test("what waits: a card a mahalle, with its reason, its changes and its commands", async () => {
  const { page: file, report } = night(300);
  const { held } = report.result;
  await opened(file, async (page) => {
    assert.equal(numberIn(await page.textContent("#held")), held.length);
    const cards = await texts(page, ".batch");
    assert.equal(cards.length, held.length);
    held.forEach((batch, i) => {
      assert.ok(cards[i].includes(batch.mahalle) && cards[i].includes(batch.sentence.tr));
      assert.ok(cards[i].includes(batch.cause.tr));
      for (const command of ["approve", "reject", "held"]) {
        assert.ok(cards[i].includes(`uavt-sync ${command} ${batch.batch}`), command);
      }
    });
    const changes = await texts(page, ".changes strong");
    assert.deepEqual(changes.map(numberIn),
      held.flatMap((batch) => batch.changes.map((change) => change.count)));
  });
});

test("decisions: both values beside what is published, a command for either side", async () => {
  const { page: file, report } = night(300);
  const asked = openFindings(report);
  assert.ok(asked.length > 8, "more than are seen at first");
  await opened(file, async (page) => {
    assert.equal(numberIn(await page.textContent("#decisions")), asked.length);
    await unfold(page, ".decisions");
    const rows = await page.$$eval(".decisions tbody tr", (all) => all.map((row) =>
      [...row.querySelectorAll("td")].map((cell) => cell.textContent)));
    assert.equal(rows.length, asked.length);
    asked.forEach(({ decision, fingerprint }, i) => {
      assert.equal(rows[i][0], decision.published);
      assert.equal(rows[i][1], decision.uavt);
      assert.equal(rows[i][2], decision.cbs || "değer yok");
      for (const side of ["uavt", "cbs"]) {
        assert.ok(rows[i][3].includes(`decide ${fingerprint.slice(0, 12)} --take ${side} --because`));
      }
    });
    await page.click(".decisions tbody button.link");
    await until(page, (print) => document.querySelector(".panel")?.textContent.includes(print),
      asked[0].fingerprint);
  });
});

test("events: all, or one kind", async () => {
  const { page: file, report } = night(300);
  const { events } = report.result;
  await opened(file, async (page) => {
    assert.equal(numberIn(await page.textContent("#events")), events.length);
    assert.deepEqual(await texts(page, '.events td[data-label="Önce"]'), events.map((each) => each.before));
    assert.deepEqual((await texts(page, ".events td.count")).map(numberIn),
      events.map((each) => each.rows.length));
    const kind = "yeniden_adlandirma";
    await page.click(`.chip[data-kind="${kind}"]`);
    const own = events.filter((each) => each.kind === kind);
    assert.deepEqual(await texts(page, '.events td[data-label="Sonra"]'), own.map((each) => each.after));
    assert.equal(await page.getAttribute(`.chip[data-kind="${kind}"]`, "aria-pressed"), "true");
  });
});

test("corrections: both lists, every item once, counted by mahalle", async () => {
  const { page: file, report } = night(300);
  await opened(file, async (page) => {
    for (const list of ["uavt", "cbs"]) {
      const section = `.worklist[data-list="${list}"]`;
      const items = ofList(report, list);
      const closed = items.filter((item) => item.state === "closed").length;
      const [open, settled] = (await page.textContent(`${section} h2`)).match(/\d[\d.]*/g).map(numberIn);
      assert.equal(open, items.length - closed);
      assert.equal(settled ?? 0, closed);
      const sums = (await texts(page, `${section} summary`)).map((text) => numberIn(text.match(/\((.*)\)/)[1]));
      assert.equal(sums.reduce((a, b) => a + b, 0), items.length);
      await unfold(page, section);
      const shown = await page.$$eval(`${section} tr[data-item]`, (all) => all.map((row) =>
        [Number(row.dataset.item), row.querySelector(".proposed").textContent]));
      assert.deepEqual(shown.sort((a, b) => a[0] - b[0]),
        items.map((item) => [item.id, item.proposed ?? "–"]));
    }
  });
});

test("corrections: words and addressee narrow the list", async () => {
  const { page: file, report } = night(300);
  const section = '.worklist[data-list="uavt"]';
  const items = ofList(report, "uavt");
  await opened(file, async (page) => {
    await page.fill(`${section} input`, "IHLAMUR");
    const street = items.filter((item) => item.record.csbm === "IHLAMUR SOKAK");
    assert.ok(street.length > 0);
    const counted = async () => (await texts(page, `${section} summary`))
      .reduce((sum, text) => sum + numberIn(text.match(/\((.*)\)/)[1]), 0);
    assert.equal(await counted(), street.length);
    assert.match(await page.textContent(`${section} [role="status"]`), new RegExp(`${items.length}`));
    await page.selectOption(`${section} select`, "nufus_mudurlugu");
    assert.equal(await counted(), street.filter((item) => item.addressee === "nufus_mudurlugu").length);
    await page.fill(`${section} input`, "böyle bir sokak yok");
    assert.match(await page.textContent(section), /Uyan kayıt yok/);
  });
});

test("the other language says the same, by keyboard", async () => {
  const { page: file, report } = night(300);
  await opened(file, async (page) => {
    await page.focus("button.language");
    await page.keyboard.press("Enter");
    assert.match(await page.textContent("#held"), /^Waiting for approval \(2\)/);
    assert.ok((await page.textContent(".batch")).includes(report.result.held[0].cause.en));
    assert.match(await page.textContent("#decisions"), /^Waiting for a decision/);
    assert.match(await page.textContent("#events"), /^Events/);
    assert.match(await page.textContent("#worklist-uavt"), /^Corrections for UAVT/);
    await page.focus('.worklist[data-list="uavt"] summary');
    await page.keyboard.press("Enter");
    await page.waitForSelector('.worklist[data-list="uavt"] tr[data-item]');
    const reasons = new Set(await texts(page, '.worklist[data-list="uavt"] td[data-label="Reason"]'));
    const known = new Set(report.result.worklist.map((item) => item.reason.en));
    for (const reason of reasons) assert.ok(known.has(reason), reason);
  });
});

test("on paper: every correction, or one mahalle alone", async () => {
  const { page: file, report } = night(300);
  await opened(file, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal((await page.$$("tr[data-item]")).length, report.result.worklist.length);
    assert.equal((await page.$$(".decisions tbody tr")).length, openFindings(report).length);
    assert.equal(await page.$(".more"), null, "nothing is left to press");
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => (window.print = () => window.dispatchEvent(new Event("beforeprint"))));
    const part = ".worklist[data-list='uavt'] details.of-mahalle";
    if (!await page.$(`${part}[open]`)) await page.click(`${part} summary`);
    await page.click(`${part}[open] .buttons button`);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.isVisible("details.printed-part"));
    assert.equal((await page.$$("details.printed-part")).length, 1);
    assert.ok(!await page.isVisible(".opening"));
    assert.ok(!await page.isVisible("section.held"));
    assert.equal(await page.$(".printed"), null, "the list of findings stays away");
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    assert.ok(await page.isVisible("section.held"));
  });
});

test("a phone shows rows as cards, nothing beyond the edge", async () => {
  await opened(night(300).page, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.click('.worklist[data-list="uavt"] summary');
    await until(page, () => document.querySelector("tr[data-item] td[data-label]") !== null);
    const label = await page.evaluate(() => getComputedStyle(
      document.querySelector("tr[data-item] td[data-label]"), "::before").content);
    assert.match(label, /No/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  }, { width: 390, height: 844 });
});

test("twenty thousand corrections: a mahalle opens with its first rows", async (context) => {
  const long = night(12, { name: "long-list", change: ({ report, map }) => {
    report.result.worklist = corrections(20000, map.mahalle, report.result.findings);
  } });
  const section = '.worklist[data-list="uavt"]';
  await opened(long.page, async (page) => {
    const [took, rows] = await page.evaluate((of) => {
      const details = document.querySelector(`${of} details`);
      const from = performance.now();
      details.open = true;
      details.dispatchEvent(new Event("toggle"));
      void details.offsetHeight;
      return [performance.now() - from, details.querySelectorAll("tr[data-item]").length];
    }, section);
    context.diagnostic(`a mahalle of ${await page.textContent(`${section} summary`)} opens in ${took.toFixed(0)} ms`);
    assert.equal(rows, 100, "the others are made when they are asked for");
  });
});
