// Something to copy, and the button that copies it and says so.
import { h } from "./dom";
import type { Model } from "./model";

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page opened as a file may have no clipboard of its own: the old way works there.
    const field = h("textarea", { class: "away", readonly: true, "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

export function copyButton(model: Model, label: string, text: () => string): HTMLButtonElement {
  const button = h("button", { type: "button", class: "quiet" }, label);
  button.addEventListener("click", () => {
    void copyText(text()).then(() => {
      button.textContent = model.words.copied;
      button.setAttribute("aria-live", "polite");
      setTimeout(() => (button.textContent = label), 1500);
    });
  });
  return button;
}

/** A command's text; its options are not broken at their hyphens. */
function command(text: string): (Node | string)[] {
  return text.split(/(--\S+)/).map((piece) =>
    piece.startsWith("--") ? h("span", { class: "option" }, piece) : piece);
}

/** A command or a file name with its button. */
export function copyable(model: Model, text: string): HTMLElement {
  return h("p", { class: "copyable" }, h("code", {}, ...command(text)),
    copyButton(model, model.words.copy, () => text));
}
