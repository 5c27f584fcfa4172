// Numbers, shares and dates as each language writes them: 1.204 · %62 · 21.11.2026 02:14, and
// 1,204 · 62% · 21 Nov 2026 02:14. Times are Türkiye's, as in every other form of the report.
import type { Bilingual, Language } from "./data";

const formats = {
  tr: new Intl.NumberFormat("tr-TR", { maximumFractionDigits: 3 }),
  en: new Intl.NumberFormat("en-GB", { maximumFractionDigits: 3 }),
};

export function number(value: number, language: Language): string {
  return formats[language].format(value);
}

export function share(value: number, language: Language): string {
  const percent = value * 100;
  const digits = percent !== 0 && Math.abs(percent) < 0.1 ? 2 : 1;
  const text = formats[language].format(Number(percent.toFixed(digits)));
  return language === "tr" ? `%${text}` : `${text}%`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026-11-20T23:14:05Z" → "21.11.2026 02:14". Türkiye has kept UTC+3 all year since 2016. */
export function moment(iso: string, language: Language): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return iso;
  const local = new Date(time + 3 * 3600 * 1000).toISOString();
  return `${day(local.slice(0, 10), language)} ${local.slice(11, 16)}`;
}

/** "2026-11-01" → "01.11.2026" or "1 Nov 2026". */
export function day(iso: string, language: Language): string {
  const [year, month, date] = iso.split("-");
  if (!year || !month || !date) return iso;
  if (language === "tr") return `${date}.${month}.${year}`;
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** Seconds with as many digits as tell something. */
export function seconds(value: number, language: Language): string {
  return `${number(Number(value.toFixed(value < 10 ? 2 : 0)), language)} s`;
}

/** A text of the report in one language; some forms say it once for both. */
export function spoken(text: string | Bilingual | null | undefined, language: Language): string {
  if (text === null || text === undefined) return "";
  return typeof text === "string" ? text : text[language];
}
