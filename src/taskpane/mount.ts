// The pane's entry: what both pages, Excel's and the workbench, put into themselves.
import { spoken } from "../host/a1";
import { render } from "lit/html.js";
import type { Host } from "../host/host";
import { type Actions, actionsOn } from "./actions";
import type { Startup } from "./functions/actions";
import { fetchAhead } from "./parts";
import { initialState, type State, type Tab } from "./state";
import { createStore } from "./store";
import { STYLES } from "./styles";
import { paneView } from "./frame";

export interface PaneOptions {
  readonly clock?: () => Date;
  /** Keys that the host answers even when they are pressed in the pane. */
  readonly leaving?: readonly string[];
  /** Where the host lets people choose. */
  readonly startup?: Startup;
  /** A load clears the host's own undo. */
  readonly clearsUndo?: boolean;
}

/** What the page around the pane can ask of it. */
export interface Pane {
  show(tab: Tab): void;
  /** Light or dark, where the host knows better than the browser. */
  setTheme(theme: "light" | "dark"): void;
  /** Says what the host is waiting for, or nothing more. */
  wait(sentence: string | null): void;
  /** Says what the person should know, until they dismiss it. */
  warn(sentence: string): void;
}

/** Shows the pane in an element of the page (or of a shadow root), working on the host's workbook. */
export function mountPane(
  target: HTMLElement,
  host: Host,
  { clock = () => new Date(), leaving = [], startup, clearsUndo = false }: PaneOptions = {},
): Pane {
  const around = target.getRootNode();
  const root = around instanceof ShadowRoot ? around : target.ownerDocument;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  target.classList.add("capex-pane");
  followTheme(target);
  keepKeys(target, leaving);

  let drawn = false;
  let subject = "";
  const draw = (): void => {
    drawn = false;
    const state = store.get();
    render(paneView(state, actions), target);
    if (subject !== subjectOf(state)) target.scrollIntoView({ block: "start" });
    subject = subjectOf(state);
  };
  const store = createStore<State>({ ...initialState(), clearsUndo }, () => {
    if (!drawn) queueMicrotask(draw);
    drawn = true;
  });
  const actions: Actions = actionsOn(store, host, clock, startup);
  host.onSelection(actions.selectionMoved);
  host.onChange(actions.workbookChanged);
  host.onCalculated(actions.workbookChanged);
  actions.selectionMoved();
  draw();
  void actions.checkLoaded().then(fetchAhead);
  return {
    show: actions.show,
    setTheme: (theme) => (target.dataset.theme = theme),
    wait: (waiting) => store.set({ waiting }),
    warn: (text) => store.set({ notice: { kind: "warning", text } }),
  };
}

/** What the panel is about: another subject starts at its top. */
function subjectOf({ tab, followed: { result } }: State): string {
  return tab === "audit" && result !== null ? `${tab} ${spoken(result.cell)}` : tab;
}

/** The browser's choice of light or dark, until the host says otherwise. */
function followTheme(target: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    target.dataset.theme = dark.matches ? "dark" : "light";
  };
  follow();
  dark.addEventListener("change", follow);
}

/** What is typed here is not meant for the spreadsheet beside. Tab too: office.js would leave the pane at the first one. */
function keepKeys(target: HTMLElement, leaving: readonly string[]): void {
  for (const event of ["keydown", "keypress", "keyup", "input", "copy", "cut", "paste"])
    target.addEventListener(event, (happened) => {
      if (!(happened instanceof KeyboardEvent && leaving.includes(happened.key))) happened.stopPropagation();
    });
}
