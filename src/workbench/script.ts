// Scripts that the page loads while it runs.

/** Runs a script of the page's own in a script element, as Excel does with functions.js. */
export const script = (file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = file;
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`${file} could not be loaded`));
    document.head.append(element);
  });
