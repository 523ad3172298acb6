// What a part of the pane shows of the state.
import type { nothing, TemplateResult } from "lit/html.js";

export type View = TemplateResult | typeof nothing;
