// The pane's entry: what both pages, Excel's and the workbench, put into themselves.
import { spoken } from "../host/a1";
import { render } from "lit/html.js";
import type { Host } from "../host/host";
import { type Actions, actionsOn, type Surroundings } from "./actions";
import { auditView, fetchAuditView } from "./audit/fetched-view";
import { fetchAhead } from "./parts";
import { initialState, type State, type Tab } from "./state";
import { fading } from "../controls/fading";
import { createStore } from "../controls/store";
import { followTheme, keepKeys } from "../controls/surroundings";
import { STYLES } from "../controls/styles";
import { paneView } from "./frame";

export interface PaneOptions extends Surroundings {
  readonly clock?: () => Date;
  /** Keys that the host answers even when they are pressed in the pane. */
  readonly leaving?: readonly string[];
  /** A load clears the host's own undo. */
  readonly clearsUndo?: boolean;
}

/** What the page around the pane can ask of it. */
export interface Pane {
  show(tab: Tab): void;
  /** Loads the scenario that the address of the page holds behind "#", if it holds one. */
  openLink(fragment: string): Promise<void>;
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
  { clock = () => new Date(), leaving = [], clearsUndo = false, ...surroundings }: PaneOptions = {},
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
  let fetching = false;
  let subject = "";
  const draw = (): void => {
    drawn = false;
    const state = store.get();
    if (state.tab !== "audit") fetching = false;
    else if (auditView() === undefined && !fetching) {
      fetching = true;
      fetchAuditView().then(draw, ({ message }: Error) => store.set({ notice: { kind: "error", text: message } }));
    }
    render(paneView(state, actions), target);
    if (subject !== subjectOf(state)) target.querySelector(".panel")?.scrollTo(0, 0);
    subject = subjectOf(state);
    leave(state.notice);
  };
  const store = createStore<State>(
    { ...initialState(), clearsUndo, linkable: surroundings.linking !== undefined },
    () => {
      if (!drawn) queueMicrotask(draw);
      drawn = true;
    },
  );
  const actions: Actions = actionsOn(store, host, clock, surroundings);
  const leave = fading(() => target.querySelector(".status"), actions.dismiss);
  host.onSelection(actions.selectionMoved);
  host.onChange(actions.workbookChanged);
  host.onCalculated(actions.workbookChanged);
  actions.selectionMoved();
  draw();
  void actions
    .checkLoaded()
    .then(() => fetchAuditView().catch(() => undefined))
    .then(fetchAhead);
  return {
    show: actions.show,
    openLink: actions.openLink,
    setTheme: (theme) => (target.dataset.theme = theme),
    wait: (waiting) => store.set({ waiting }),
    warn: (text) => store.set({ notice: { kind: "warning", text } }),
  };
}

/** What the panel is about: another subject starts at its top. */
function subjectOf({ tab, auditPart, form, followed: { result }, editing, viewing }: State): string {
  if (tab === "functions") return `${tab} ${form?.id ?? ""}`;
  if (tab === "scenarios") return `${tab} ${viewing === null ? (editing?.draft.of.name ?? "") : "pictures"}`;
  if (tab !== "audit") return tab;
  return auditPart === "cell" && result !== null ? `${tab} ${spoken(result.cell)}` : `${tab} ${auditPart}`;
}
