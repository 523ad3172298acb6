// What an element takes of the page around it: its light or dark, and which keys leave it.

/** The browser's choice of light or dark, until the host says otherwise. */
export function followTheme(target: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    target.dataset.theme = dark.matches ? "dark" : "light";
  };
  follow();
  dark.addEventListener("change", follow);
}

/** What is typed here is not meant for the spreadsheet beside. Tab too: office.js would leave the pane at the first one. */
export function keepKeys(target: HTMLElement, leaving: readonly string[]): void {
  for (const event of ["keydown", "keypress", "keyup", "input", "copy", "cut", "paste"])
    target.addEventListener(event, (happened) => {
      if (!(happened instanceof KeyboardEvent && leaving.includes(happened.key))) happened.stopPropagation();
    });
}
