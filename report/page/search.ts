// Text search over sentences, keys, rules and fingerprints. All of it stands folded in a few long
// strings, made in the pauses after the page has been shown: looking something up is one indexOf a
// match. İ, I, ı and i are one letter here, and accents do not matter: who types "istasyon" means
// İSTASYON.
import type { Language } from "./data";
import type { Findings } from "./findings";

const linesInBlock = 5000;
const plain: Record<string, string> = {
  "İ": "i", I: "i", "ı": "i", "ş": "s", "Ş": "s", "ç": "c", "Ç": "c", "ğ": "g", "Ğ": "g", "ü": "u",
  "Ü": "u", "ö": "o", "Ö": "o", "â": "a", "Â": "a", "î": "i", "Î": "i", "û": "u", "Û": "u",
};

export function folded(text: string): string {
  return text.replace(/[İIışŞçÇğĞüÜöÖâÂîÎûÛ]/g, (letter) => plain[letter]).toLowerCase();
}

interface Block {
  text: string;
  /** Where each finding's line begins; one more than there are lines. */
  begins: Uint32Array;
}

export class Search {
  private blocks: Block[] = [];
  private generation = 0;

  constructor(private readonly findings: Findings, private language: Language,
              private readonly mahalleName: (mahalle: number) => string) {}

  /** Starts over in another language; what is ready is made ready in pauses. */
  prepare(language: Language): void {
    this.language = language;
    this.blocks = [];
    const generation = ++this.generation;
    const next = (): void => {
      if (generation !== this.generation || !this.addBlock()) return;
      setTimeout(next, 5);
    };
    setTimeout(next, 50);
  }

  /** 1 for every finding that has all the words. */
  found(text: string): Uint8Array {
    while (this.addBlock());
    const words = folded(text).split(/\s+/).filter((word) => word !== "");
    const hits = new Uint8Array(this.findings.count);
    words.forEach((word, round) => this.mark(hits, word, round));
    for (let i = 0; i < hits.length; ++i) hits[i] = hits[i] === words.length ? 1 : 0;
    return hits;
  }

  private mark(hits: Uint8Array, word: string, round: number): void {
    this.blocks.forEach(({ text, begins }, which) => {
      const first = which * linesInBlock;
      let line = 0;
      for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, begins[line + 1])) {
        while (begins[line + 1] <= at) ++line;
        if (hits[first + line] === round) hits[first + line] = round + 1;
      }
    });
  }

  /** False when all are there. */
  private addBlock(): boolean {
    const findings = this.findings;
    const first = this.blocks.length * linesInBlock;
    if (first >= findings.count) return false;
    const end = Math.min(first + linesInBlock, findings.count);
    const lines: string[] = [];
    const titles = findings.rules.map((rule) => `${rule.id} ${rule.title?.[this.language] ?? ""}`);
    for (let i = first; i < end; ++i) {
      lines.push(folded(`${findings.sentence(i, this.language)} ${findings.key(i)} ` +
        `${titles[findings.rule[i]]} ${this.mahalleName(findings.mahalle[i])} ` +
        `${findings.fingerprint(i)}`).replace(/\n/g, " "));
    }
    const begins = new Uint32Array(lines.length + 1);
    for (let i = 0; i < lines.length; ++i) begins[i + 1] = begins[i] + lines[i].length + 1;
    this.blocks.push({ text: lines.join("\n"), begins });
    return true;
  }
}
