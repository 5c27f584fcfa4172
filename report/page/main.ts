// The page, top to bottom, in the order of the questions a clerk has at nine o'clock. Switching the
// language builds it anew; what is filtered and open stays.
import "leaflet-style";
import "./page.css";
import { rowAccount } from "./account";
import { actions } from "./actions";
import { causeCards } from "./causes";
import { taken, type MapData, type PageData } from "./data";
import { decisions } from "./decisions";
import { fill, h } from "./dom";
import { engineer } from "./engineer";
import { events } from "./events";
import { head } from "./head";
import { heldBatches } from "./held";
import type { MapView } from "./map_view";
import { Model } from "./model";
import { preparePrinting } from "./print";
import { quality } from "./quality";
import { startTheme, themeButton } from "./theme";
import { trend } from "./trend";
import { worklists } from "./worklist";
import { workspace } from "./workspace";

function toolbar(model: Model, build: () => void): HTMLElement {
  const { words } = model;
  const other = model.language === "tr" ? "en" : "tr";
  const language = h("button", {
    type: "button",
    class: "quiet language",
    lang: other,
    "aria-label": words.switchLanguageLabel,
    onclick: () => {
      model.speak(other);
      build();
      document.querySelector<HTMLElement>("button.language")?.focus();
    },
  }, words.switchLanguage);
  return h("header", { class: "toolbar" },
    h("a", { class: "skip", href: "#findings", onclick: (event) => {
      // The address belongs to the open finding; the link only moves the reader.
      event.preventDefault();
      const target = document.getElementById("list") ?? document.getElementById("findings");
      target?.scrollIntoView();
      target?.focus();
    } }, words.skip),
    h("span", { class: "product" }, "uavt-sync"), language, themeButton(model),
    h("button", { type: "button", class: "quiet", onclick: () => window.print() }, words.print));
}

function start(): void {
  const page = document.getElementById("page");
  if (!page) return;
  const data = taken("data") as PageData;
  const model = new Model(data, taken("map") as MapData | null);
  let main = h("main");
  let map: MapView | null = null;
  const build = (): void => {
    map?.stop();
    model.forgetListeners();
    document.documentElement.lang = model.language;
    document.title = `${data.run.municipality} · ${model.words.title}`;
    const desk = workspace(model);
    map = desk.map;
    main = h("main", {}, h("div", { class: "opening" }, head(model), actions(model)),
      heldBatches(model), rowAccount(model), causeCards(model), desk.element, decisions(model),
      ...worklists(model), events(model), trend(model), quality(model), engineer(model));
    fill(page, toolbar(model, build), main,
      h("footer", {}, h("p", {}, model.words.footer)));
    map?.start();
  };
  // Whoever follows a colleague's link asked for one finding and no more.
  const showLinked = (): void => {
    if (model.selected !== null) document.getElementById("findings")?.scrollIntoView();
  };
  startTheme(model);
  build();
  showLinked();
  window.addEventListener("hashchange", showLinked);
  preparePrinting(model, () => ({ main, map }));
}

start();
performance.mark("ready");
