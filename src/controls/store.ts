// The pane's one state, and who is told when it changes.

export interface Store<S> {
  get(): S;
  /** Replaces what the change names. */
  set(change: Partial<S> | ((state: S) => Partial<S>)): void;
}

export function createStore<S extends object>(initial: S, changed: (state: S) => void): Store<S> {
  let state = initial;
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...(typeof change === "function" ? change(state) : change) };
      changed(state);
    },
  };
}
