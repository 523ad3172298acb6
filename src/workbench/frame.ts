// What is around the spreadsheet: the pane's shell with its width and its focus, and the downloads in the spreadsheet's menu.

import { registries } from "@odoo/o-spreadsheet";
import type { Model } from "@odoo/o-spreadsheet";
import { helpAddress } from "../languages/chosen";
import { workbenchTexts } from "../languages/workbench";
import type { Desk } from "./workbooks/desk";

const NARROWEST = 280;
const WIDEST = 720;
const KEY_STEP = 24;
const NARROW_PAGE = "(max-width: 719px)";

/** The element in which the pane is mounted: in a shadow root, since the page's styles are the spreadsheet's. */
export function paneShell(model: Model): HTMLElement {
  const host = element("#pane");
  const root = host.attachShadow({ mode: "open" });
  const target = document.createElement("div");
  root.append(target);
  keepFocus(host, root, model);
  moveByRegion(host, root);
  resizing(host);
  toggling();
  helping();
  return target;
}

/**
 * When the element that has the focus goes away (a view is replaced), the browser gives the focus to the page, the spreadsheet
 * takes it from there, and what is typed next would replace the selected cell. The pane keeps it instead.
 */
function keepFocus(host: HTMLElement, root: ShadowRoot, model: Model): void {
  let ours = false;
  const here = (event: Event) => event.composedPath().includes(host);
  for (const event of ["focusin", "pointerdown"]) {
    document.addEventListener(event, (happened) => (ours = here(happened)), { capture: true });
  }
  const keep = () => {
    if (ours && document.activeElement === document.body) host.focus({ preventScroll: true });
  };
  model.on("update", host, keep);
  new MutationObserver(keep).observe(root, { childList: true, subtree: true });
}

/** F6 and Ctrl+F6 go from the grid to the pane, to the page's bar and back, with Shift the other way; each is found as it was left. */
function moveByRegion(host: HTMLElement, root: ShadowRoot): void {
  const grid = element("#grid");
  const bar = element("header");
  const regions = [grid, host, bar];
  const left = new Map<HTMLElement, HTMLElement>();
  const regionOf = (event: Event) => regions.find((region) => event.composedPath().includes(region));
  const first: Readonly<Record<string, () => HTMLElement | null>> = {
    grid: () => grid.querySelector<HTMLElement>(".o-grid"),
    pane: () => root.querySelector<HTMLElement>("[role=tab][aria-selected=true]"),
    "": () => bar.querySelector<HTMLElement>("a, button:enabled"),
  };
  const enter = (region: HTMLElement): void => {
    const known = left.get(region);
    (known?.isConnected === true ? known : first[region.id]?.())?.focus();
  };
  const remember = (event: Event): void => {
    const region = regionOf(event);
    const [inner] = event.composedPath();
    if (region !== undefined && inner instanceof HTMLElement) left.set(region, inner);
  };
  if (document.activeElement instanceof HTMLElement && grid.contains(document.activeElement))
    left.set(grid, document.activeElement);
  document.addEventListener("focusin", remember, { capture: true });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "F6" || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const shown = regions.filter((region) => region.getClientRects().length > 0);
      const at = shown.indexOf(regionOf(event) ?? grid);
      enter(shown[(at + (event.shiftKey ? shown.length - 1 : 1)) % shown.length] ?? grid);
    },
    { capture: true },
  );
}

/** The separator: dragged, or moved by the arrow keys. */
function resizing(host: HTMLElement): void {
  const split = element("#split");
  const width = () => host.getBoundingClientRect().width;
  const resize = (wanted: number) => {
    const room = Math.min(WIDEST, document.body.clientWidth - 240);
    const pixels = Math.round(Math.max(NARROWEST, Math.min(room, wanted)));
    document.body.style.setProperty("--pane-width", `${pixels}px`);
    split.setAttribute("aria-valuenow", String(pixels));
    window.dispatchEvent(new Event("resize"));
  };
  split.setAttribute("aria-valuemin", String(NARROWEST));
  split.setAttribute("aria-valuemax", String(WIDEST));
  split.setAttribute("aria-valuenow", String(Math.round(width())));
  split.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: KEY_STEP, ArrowRight: -KEY_STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(width() + step);
  });
  split.addEventListener("pointerdown", (event) => split.setPointerCapture(event.pointerId));
  split.addEventListener("pointermove", (event) => {
    if (split.hasPointerCapture(event.pointerId)) resize(document.body.clientWidth - event.clientX);
  });
}

function toggling(): void {
  const button = element("#toggle");
  const main = element("main");
  const open = (shown: boolean) => {
    main.classList.toggle("closed", !shown);
    button.setAttribute("aria-expanded", String(shown));
    window.dispatchEvent(new Event("resize"));
  };
  button.addEventListener("click", () => open(main.classList.contains("closed")));
  if (matchMedia(NARROW_PAGE).matches) open(false);
}

/** The page arrives with its words in English. */
export function nameFrame(): void {
  const { frame } = workbenchTexts;
  for (const [selector, word] of [
    ["#download", frame.download],
    ["header nav a", frame.help],
    ["#toggle", frame.toggle],
  ] as const)
    element(selector).textContent = word;
  for (const [selector, word] of [
    ["header nav", frame.bar],
    ["#grid", frame.grid],
    ["#split", frame.split],
    ["#pane", frame.pane],
  ] as const)
    element(selector).setAttribute("aria-label", word);
}

/** Help opens in the language that is spoken by then. */
function helping(): void {
  const link = element<HTMLAnchorElement>("header nav a");
  for (const event of ["click", "auxclick"]) link.addEventListener(event, () => (link.href = helpAddress()));
}

/** The downloads in the spreadsheet's own menu too. */
export function offerDownloads({ download }: Desk): void {
  for (const [index, kind] of (["ours", "ordinary"] as const).entries())
    registries.topbarMenuRegistry.addChild(`download-${kind}`, ["file"], {
      name: () => `${workbenchTexts.downloads.menu}: ${workbenchTexts.downloads[kind]}`,
      sequence: 10 + index,
      execute: () => download(kind),
      isReadonlyAllowed: true,
      isEnabledOnLockedSheet: true,
      icon: "o-spreadsheet-Icon.EXPORT_XLSX",
    });
}

/** An element that the page has. */
export function element<E extends HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}
