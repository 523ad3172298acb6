// What o-spreadsheet shows of a function while it is typed: it opens with the description of the arguments, not folded.

import { Spreadsheet } from "@odoo/o-spreadsheet";
import { useState } from "@odoo/owl";

const { Composer } = Spreadsheet.components.Grid.components.GridComposer.components;
const Description = Composer.components.FunctionDescriptionProvider;

class OpenDescription extends Description {
  override setup(): void {
    super.setup();
    Object.assign(this, { state: useState({ isCollapsed: false }) });
  }
}

/** For every place where a formula is typed: they share one composer. */
export function openHints(): void {
  Composer.components.FunctionDescriptionProvider = OpenDescription;
}
