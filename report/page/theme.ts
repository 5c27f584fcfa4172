// Light, dark, or as the system says; remembered where the browser lets a local file remember.
import { h } from "./dom";
import type { Model } from "./model";

type Theme = "auto" | "light" | "dark";
const themes: Theme[] = ["auto", "light", "dark"];
const name = "uavt-sync.theme";

function remembered(): Theme {
  try {
    const value = localStorage.getItem(name);
    return themes.find((theme) => theme === value) ?? "auto";
  } catch {
    return "auto";
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(name, theme);
  } catch {
    // Then the next page begins as the system says.
  }
}

function put(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function startTheme(model: Model): void {
  put(remembered());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    model.tell("theme"));
}

export function themeButton(model: Model): HTMLElement {
  const { words } = model;
  const labels: Record<Theme, string> = { auto: words.themeAuto, light: words.themeLight,
    dark: words.themeDark };
  let theme = remembered();
  const button = h("button", { type: "button", class: "quiet theme" }, labels[theme]);
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    remember(theme);
    put(theme);
    button.textContent = labels[theme];
    model.tell("theme");
  });
  return button;
}
