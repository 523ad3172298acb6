// For which width the spreadsheet is laid out: left alone it measures only when it is drawn, as on a telephone first, and then moves.
import { Spreadsheet } from "@odoo/o-spreadsheet";
import { useSubEnv } from "@odoo/owl";

/** Less is laid out as on a telephone; o-spreadsheet's own number. */
const DESK = 768;

/** The spreadsheet for the width of its place, which it asks for whenever it is drawn. */
export function laidOutIn(place: HTMLElement): typeof Spreadsheet {
  let width = place.clientWidth;
  // Before the spreadsheet's own listener, which draws anew.
  addEventListener("resize", () => (width = place.clientWidth));
  const told = {
    get isSmall() {
      return width < DESK;
    },
  };
  return class extends Spreadsheet {
    override setup(): void {
      useSubEnv(told);
      super.setup();
    }
  };
}
