// A page in a headless Chromium that has no network. Whatever it says on the console, throws, or asks
// of a network fails the test that opened it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import playwright from "playwright-core";
import { chromium } from "./chromium.js";
import { makePage } from "./make_samples.js";

const [program, pageOf, folder] = process.argv.slice(2);
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-dev-shm-usage"];

const made = new Map();

/** The page of a made-up night, made once. */
export function night(count, options = {}) {
  const name = `${count} ${options.withMap ?? true}`;
  if (options.change || !made.has(name)) {
    const place = options.change ? join(folder, options.name) : folder;
    const page = makePage(program, pageOf, place, count, options);
    if (options.change) return page;
    made.set(name, page);
  }
  return made.get(name);
}

/** Opens `file` and hands the page to `use`. */
export async function opened(file, use, { width = 1440, height = 900, scheme = "light",
  address = "" } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "uavt-page-"));
  const browser = await playwright.chromium.launchPersistentContext(profile, {
    executablePath: chromium, args: flags, offline: true, viewport: { width, height },
    colorScheme: scheme, timezoneId: "Europe/Istanbul", permissions: [],
  });
  const problems = [];
  try {
    const page = await browser.newPage();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.stack ?? error.message));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith("file:") && !url.startsWith("data:")) problems.push(`asked for ${url}`);
      if (url.startsWith("file:") && !url.startsWith(`file://${file}`)) {
        problems.push(`asked for ${url}`);
      }
    });
    await page.goto(`file://${file}${address}`);
    await page.waitForSelector("main > section.engineer");
    await use(page);
    assert.deepEqual(problems, []);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Waits until `holds(argument)`, evaluated in the page, is true. Playwright's own waiting evaluates text
 *  in the page when the first look is too early, and the page forbids that. */
export async function until(page, holds, argument) {
  const end = Date.now() + 30_000;
  while (!await page.evaluate(holds, argument)) {
    assert.ok(Date.now() < end, `never came true: ${holds}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

/** "1.204 bulgu" → 1204. */
export function numberIn(text) {
  return Number((text.match(/[\d.,]+/)?.[0] ?? "").replace(/[.,]/g, ""));
}

/** What the list says it shows. */
export async function shownCount(page) {
  const text = await page.textContent(".shown-count");
  return numberIn(text.includes("bulgudan") ? text.split("bulgudan")[1] : text);
}
