// The look of the pane: Fluent's tokens for light and dark, and the few rules of our own. No rule reaches outside the pane.

/** Fluent's names; the values are Office's neutrals with the add-in's green as its brand. */
const LIGHT = `
  --colorNeutralForeground1: #242424; --colorNeutralForeground1Hover: #242424; --colorNeutralForeground1Pressed: #242424;
  --colorNeutralForeground2: #424242; --colorNeutralForeground2Hover: #242424; --colorNeutralForeground2Pressed: #242424;
  --colorNeutralForeground2BrandHover: #0a6f6a; --colorNeutralForeground2BrandPressed: #085a56;
  --colorNeutralForeground3: #5c5c5c; --colorNeutralForeground4: #616161; --colorNeutralForegroundDisabled: #8a8a8a;
  --colorNeutralForegroundOnBrand: #ffffff;
  --colorNeutralBackground1: #ffffff; --colorNeutralBackground1Hover: #f5f5f5; --colorNeutralBackground1Pressed: #e0e0e0;
  --colorNeutralBackground2: #fafafa; --colorNeutralBackground3: #f4f5f5; --colorNeutralBackground6: #e6e6e6;
  --colorNeutralBackgroundDisabled: #f0f0f0;
  --colorNeutralStroke1: #d1d1d1; --colorNeutralStroke1Hover: #c7c7c7; --colorNeutralStroke1Pressed: #b3b3b3; --colorNeutralStroke2: #e3e3e3;
  --colorNeutralStrokeAccessible: #616161; --colorNeutralStrokeAccessibleHover: #575757; --colorNeutralStrokeAccessiblePressed: #4d4d4d;
  --colorNeutralStrokeDisabled: #e0e0e0;
  --colorSubtleBackground: transparent; --colorSubtleBackgroundHover: #f5f5f5; --colorSubtleBackgroundPressed: #e0e0e0;
  --colorBrandBackground: #0a6f6a; --colorBrandBackgroundHover: #085f5b; --colorBrandBackgroundPressed: #064a47;
  --colorBrandBackground2: #e2f2f1; --colorBrandForeground1: #0a6f6a; --colorBrandForeground2: #085f5b; --colorBrandForegroundLink: #0a6f6a;
  --colorBrandStroke1: #0a6f6a; --colorBrandStroke2: #b4dcd9; --colorCompoundBrandStroke: #0a6f6a; --colorCompoundBrandStrokePressed: #085f5b;
  --colorCompoundBrandBackground: #0a6f6a; --colorStrokeFocus1: #ffffff; --colorStrokeFocus2: #000000;
  --colorStatusSuccessForeground1: #0e700e; --colorStatusSuccessBackground1: #f1faf1; --colorStatusSuccessBorder1: #9fd89f; --colorStatusSuccessForeground3: #107c10;
  --colorStatusWarningForeground1: #8a3707; --colorStatusWarningBackground1: #fff9f5; --colorStatusWarningBorder1: #fdcfb4; --colorStatusWarningForeground3: #bc4b09;
  --colorStatusDangerForeground1: #b10e1c; --colorStatusDangerBackground1: #fdf3f4; --colorStatusDangerBorder1: #eeacb2; --colorStatusDangerForeground3: #b10e1c;
  --shadow2: 0 0 2px rgba(0,0,0,.12), 0 1px 2px rgba(0,0,0,.14); --shadow4: 0 0 2px rgba(0,0,0,.12), 0 2px 4px rgba(0,0,0,.14);
  color-scheme: light;
`;

const DARK = `
  --colorNeutralForeground1: #ffffff; --colorNeutralForeground1Hover: #ffffff; --colorNeutralForeground1Pressed: #ffffff;
  --colorNeutralForeground2: #d6d6d6; --colorNeutralForeground2Hover: #ffffff; --colorNeutralForeground2Pressed: #ffffff;
  --colorNeutralForeground2BrandHover: #4fc4bd; --colorNeutralForeground2BrandPressed: #7fd6d0;
  --colorNeutralForeground3: #b8b8b8; --colorNeutralForeground4: #999999; --colorNeutralForegroundDisabled: #7a7a7a;
  --colorNeutralForegroundOnBrand: #06201f;
  --colorNeutralBackground1: #1f1f1f; --colorNeutralBackground1Hover: #333333; --colorNeutralBackground1Pressed: #292929;
  --colorNeutralBackground2: #242424; --colorNeutralBackground3: #2a2a2a; --colorNeutralBackground6: #3a3a3a;
  --colorNeutralBackgroundDisabled: #2a2a2a;
  --colorNeutralStroke1: #666666; --colorNeutralStroke1Hover: #757575; --colorNeutralStroke1Pressed: #6b6b6b; --colorNeutralStroke2: #424242;
  --colorNeutralStrokeAccessible: #adadad; --colorNeutralStrokeAccessibleHover: #bdbdbd; --colorNeutralStrokeAccessiblePressed: #b3b3b3;
  --colorNeutralStrokeDisabled: #424242;
  --colorSubtleBackground: transparent; --colorSubtleBackgroundHover: #333333; --colorSubtleBackgroundPressed: #292929;
  --colorBrandBackground: #4fc4bd; --colorBrandBackgroundHover: #6bd0ca; --colorBrandBackgroundPressed: #3aa9a2;
  --colorBrandBackground2: #0d3432; --colorBrandForeground1: #5fd0c9; --colorBrandForeground2: #7fd6d0; --colorBrandForegroundLink: #5fd0c9;
  --colorBrandStroke1: #4fc4bd; --colorBrandStroke2: #16504d; --colorCompoundBrandStroke: #4fc4bd; --colorCompoundBrandStrokePressed: #3aa9a2;
  --colorCompoundBrandBackground: #4fc4bd; --colorStrokeFocus1: #000000; --colorStrokeFocus2: #ffffff;
  --colorStatusSuccessForeground1: #8cd38c; --colorStatusSuccessBackground1: #0b260b; --colorStatusSuccessBorder1: #2c672c; --colorStatusSuccessForeground3: #9fd89f;
  --colorStatusWarningForeground1: #faa06b; --colorStatusWarningBackground1: #32180a; --colorStatusWarningBorder1: #7a3a10; --colorStatusWarningForeground3: #fcb68a;
  --colorStatusDangerForeground1: #f1b2b8; --colorStatusDangerBackground1: #3a0f14; --colorStatusDangerBorder1: #7a222b; --colorStatusDangerForeground3: #f1b2b8;
  --shadow2: 0 0 2px rgba(0,0,0,.24), 0 1px 2px rgba(0,0,0,.28); --shadow4: 0 0 2px rgba(0,0,0,.24), 0 2px 4px rgba(0,0,0,.28);
  color-scheme: dark;
`;

const COMMON = `
  --colorTransparentStroke: transparent; --colorTransparentBackground: transparent;
  --colorTransparentBackgroundHover: transparent; --colorTransparentBackgroundPressed: transparent;
  --fontFamilyBase: "Segoe UI", "Segoe UI Web (West European)", -apple-system, BlinkMacSystemFont, system-ui, "Liberation Sans", sans-serif;
  --fontFamilyMonospace: Consolas, "SF Mono", Menlo, "Liberation Mono", monospace;
  --fontSizeBase200: 12px; --fontSizeBase300: 14px; --fontSizeBase400: 16px; --fontSizeBase500: 20px;
  --lineHeightBase200: 16px; --lineHeightBase300: 20px; --lineHeightBase400: 22px;
  --fontWeightRegular: 400; --fontWeightSemibold: 600;
  --borderRadiusNone: 0; --borderRadiusSmall: 2px; --borderRadiusMedium: 4px; --borderRadiusLarge: 6px; --borderRadiusCircular: 10000px;
  --strokeWidthThin: 1px; --strokeWidthThick: 2px;
  --spacingHorizontalXXS: 2px; --spacingHorizontalXS: 4px; --spacingHorizontalSNudge: 6px; --spacingHorizontalS: 8px;
  --spacingHorizontalMNudge: 10px; --spacingHorizontalM: 12px; --spacingHorizontalL: 16px;
  --spacingVerticalXS: 4px; --spacingVerticalS: 8px; --spacingVerticalM: 12px;
  --durationUltraFast: 50ms; --durationFaster: 100ms; --durationFast: 150ms; --durationNormal: 200ms;
  --curveEasyEase: cubic-bezier(.33,0,.67,1); --curveDecelerateMid: cubic-bezier(0,0,0,1);
  --curveAccelerateMid: cubic-bezier(1,0,1,1);
`;

/** What the pane looks like. A reason stands in a substitution: in the text, everybody would fetch it. */
export const STYLES = `
.capex-pane { ${COMMON} }
.capex-pane[data-theme="light"] { ${LIGHT} }
.capex-pane[data-theme="dark"] { ${DARK} }

.capex-pane {
  display: flex; flex-direction: column; box-sizing: border-box; height: 100%;
  background: var(--colorNeutralBackground1); color: var(--colorNeutralForeground1);
  font: 400 14px/20px var(--fontFamilyBase); text-align: start; overflow-wrap: anywhere;
}
.capex-pane *, .capex-pane *::before, .capex-pane *::after { box-sizing: border-box; }
.capex-pane :is(h2, h3, h4, p, ul, ol, dl, dd, fieldset, table, legend) { margin: 0; padding: 0; border: 0; font-size: inherit; }
.capex-pane :is(h2, h3, h4) { font-weight: 600; }
.capex-pane h2 { font-size: 16px; line-height: 22px; }
.capex-pane h4 { margin-top: 12px; color: var(--colorNeutralForeground3); font-size: 12px; line-height: 16px; }
.capex-pane :is(code, .cell) { font-family: var(--fontFamilyMonospace); font-size: 13px; }
.capex-pane .quiet { color: var(--colorNeutralForeground3); }
.capex-pane .small { font-size: 12px; line-height: 16px; }
.capex-pane .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.capex-pane .row { display: flex; align-items: baseline; gap: 4px 8px; }
.capex-pane .row.wrap { flex-wrap: wrap; align-items: center; }
.capex-pane .row.spread { justify-content: space-between; }
.capex-pane .row.end { justify-content: flex-end; }
.capex-pane .row.spread > :first-child { min-width: 0; }
.capex-pane :is(.number, .unit) { font-variant-numeric: tabular-nums; }
.capex-pane .number { text-align: end; font-weight: 600; }
.capex-pane .unit { color: var(--colorNeutralForeground3); font-weight: 400; font-size: 12px; }
${"" /* What stands before it makes room first: no word of it is broken. */}
.capex-pane .row.spread > .number { flex: 0 1 auto; max-width: 60%; overflow-wrap: break-word; }

.capex-pane .tabs {
  display: flex; flex: none; gap: 4px; padding: 0 8px; container: tabs / inline-size;
  border-bottom: 1px solid var(--colorNeutralStroke2); background: var(--colorNeutralBackground1);
}
.capex-pane .names { display: flex; flex: 1; gap: 4px; min-width: 0; }
.capex-pane [role="tab"] {
  position: relative; flex: 0 1 auto; min-width: 0; height: 44px; padding: 0 8px; border: 0; background: none;
  white-space: nowrap; overflow-wrap: normal;
  color: var(--colorNeutralForeground2); font: inherit; cursor: pointer;
}
.capex-pane [role="tab"]:hover { color: var(--colorNeutralForeground1); }
.capex-pane [role="tab"]::before {
  content: attr(data-label); display: block; height: 0; overflow: hidden; font-weight: 600; visibility: hidden;
}
.capex-pane [role="tab"]::after {
  content: ""; position: absolute; inset: auto 8px 0; height: 3px; border-radius: 2px; background: transparent;
}
.capex-pane [role="tab"]:hover::after { background: var(--colorNeutralStroke1); }
.capex-pane [role="tab"][aria-selected="true"] { color: var(--colorNeutralForeground1); font-weight: 600; }
.capex-pane [role="tab"][aria-selected="true"]::after { background: var(--colorCompoundBrandStroke); }

${"" /* There is no room for bold: the line below tells the tab. */}
@container tabs (max-width: 389px) {
  .capex-pane [role="tab"] { padding: 0 6px; }
  .capex-pane [role="tab"]::after { inset: auto 6px 0; }
  .capex-pane [role="tab"][aria-selected="true"], .capex-pane [role="tab"]::before { font-weight: 400; }
}
@container tabs (max-width: 339px) {
  .capex-pane .names { gap: 3px; }
  .capex-pane [role="tab"] { padding: 0 4px; font-size: 13px; }
  .capex-pane [role="tab"]::after { inset: auto 4px 0; }
}
@container tabs (max-width: 299px) {
  .capex-pane [role="tab"] { padding: 0 2px; font-size: 12px; }
}

.capex-pane .taking-back { flex: none; padding: 4px 16px; border-bottom: 1px solid var(--colorNeutralStroke2); background: var(--colorNeutralBackground2); }
.capex-pane .taking-back .link { display: flex; align-items: center; gap: 6px; min-height: 24px; }
.capex-pane .taking-back .icon { flex: none; }
.capex-pane .panel { flex: 1; min-height: 0; overflow: auto; outline: none; }
${"" /* What scrolls has no padding of its own: what sticks in it would stand off its edge. */}
.capex-pane .panel > div { display: flex; flex-direction: column; gap: 12px; min-height: 100%; padding: 16px; }
.capex-pane .panel > div > section { display: flex; flex-direction: column; gap: 6px; }
.capex-pane :is(button, summary, select, input, .scroll, .panel):focus-visible {
  outline: 2px solid var(--colorStrokeFocus2); outline-offset: 1px; border-radius: 4px;
}
.capex-pane .panel:focus-visible { outline-offset: -2px; }

.capex-pane .field { display: flex; flex-direction: column; gap: 4px; min-width: 0; }
.capex-pane textarea {
  padding: 6px 8px; border: 1px solid var(--colorNeutralStrokeAccessible); border-radius: 4px; resize: vertical;
  background: var(--colorNeutralBackground1); color: inherit; font: inherit;
}
.capex-pane :is(.field > span, .label, legend) { font-weight: 600; }
.capex-pane .label .quiet { font-weight: 400; }
.capex-pane select {
  width: 100%; height: 32px; padding: 0 8px; border: 1px solid var(--colorNeutralStroke1);
  border-bottom-color: var(--colorNeutralStrokeAccessible); border-radius: 4px;
  background: var(--colorNeutralBackground1); color: inherit; font: inherit;
}
.capex-pane .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 12px; }
.capex-pane input:is([type="checkbox"], [type="radio"]) {
  flex: none; width: 16px; height: 16px; margin: 0; accent-color: var(--colorCompoundBrandBackground);
}
.capex-pane .option { display: flex; align-items: center; gap: 8px; min-height: 28px; cursor: pointer; }
.capex-pane fieldset { min-width: 0; }
.capex-pane fieldset > .row { gap: 4px 16px; }
.capex-pane .list {
  max-height: 200px; margin-top: 4px; padding: 4px 8px; overflow: auto;
  border: 1px solid var(--colorNeutralStroke2); border-radius: 4px; background: var(--colorNeutralBackground2);
}
.capex-pane .link {
  padding: 0; border: 0; background: none; color: var(--colorBrandForegroundLink); font: inherit; cursor: pointer;
  text-align: start;
}
.capex-pane .link.cell { font-family: var(--fontFamilyMonospace); font-size: 13px; }
.capex-pane .link:hover { text-decoration: underline; }

.capex-pane .scroll { overflow-x: auto; border: 1px solid var(--colorNeutralStroke2); border-radius: 4px; }
.capex-pane table { width: max-content; min-width: 100%; border-collapse: collapse; font-size: 12px; line-height: 16px; }
.capex-pane :is(th, td) { max-width: 200px; padding: 4px 8px; overflow: hidden; text-align: start; text-overflow: ellipsis; white-space: nowrap; }
.capex-pane th { background: var(--colorNeutralBackground3); font-weight: 600; }
.capex-pane td { border-top: 1px solid var(--colorNeutralStroke2); }
.capex-pane td.number { text-align: end; font-weight: 400; }

.capex-pane .bottom {
  position: sticky; bottom: 0; display: flex; flex-direction: column; gap: 8px; margin: auto -16px -16px; padding: 12px 16px;
  border-top: 1px solid var(--colorNeutralStroke2); background: var(--colorNeutralBackground1);
}
.capex-pane .wide { width: 100%; max-width: none; }

.capex-pane :is(.cards, .plain) { list-style: none; }
.capex-pane .cards { display: flex; flex-direction: column; gap: 12px; }
.capex-pane .card > .row.spread { align-items: center; }
.capex-pane .card {
  display: flex; flex-direction: column; gap: 8px; padding: 12px;
  border: 1px solid var(--colorNeutralStroke2); border-radius: 6px; background: var(--colorNeutralBackground2);
}
.capex-pane summary { padding: 4px 0; cursor: pointer; }
.capex-pane .save { align-items: stretch; }
.capex-pane .save > .field { flex: 1; }
.capex-pane input:is([type="text"], [type="search"]) {
  width: 100%; height: 32px; padding: 0 8px; border: 1px solid var(--colorNeutralStroke1);
  border-bottom-color: var(--colorNeutralStrokeAccessible); border-radius: 4px;
  background: var(--colorNeutralBackground1); color: inherit; font: inherit;
}
.capex-pane .buttons { gap: 4px; }
.capex-pane .buttons > .option { margin-right: auto; }
.capex-pane .nested > li + li { margin-top: 12px; }
.capex-pane .headline { display: flex; flex-wrap: wrap; gap: 4px 20px; }
.capex-pane .headline .number { text-align: start; }
.capex-pane .brief { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.capex-pane .foot { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 4px 8px; }
.capex-pane .foot > :is(details, .buttons) { flex: 1 1 auto; }
.capex-pane .foot > details[open] { flex-basis: 100%; }
.capex-pane .sliders { display: flex; flex-direction: column; gap: 12px; }
.capex-pane .slider { display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 6fr); align-items: center; gap: 0 8px; }
.capex-pane .slider > :is(input, p) { grid-column: 1 / -1; }
.capex-pane .slider input[type="text"] { width: 60%; flex: 1 1 110px; text-align: end; font-variant-numeric: tabular-nums; }
.capex-pane input[type="range"] { width: 100%; height: 24px; margin: 0; accent-color: var(--colorCompoundBrandBackground); }
.capex-pane input[aria-invalid="true"] { border-color: var(--colorStatusDangerForeground1); }
.capex-pane .picture { position: relative; }
.capex-pane table.heat td { border: 1px solid var(--colorNeutralStroke2); color: var(--colorNeutralForeground1); }
.capex-pane table.heat td.number { background: color-mix(in srgb, var(--tone) var(--share), var(--colorNeutralBackground1)); }
.capex-pane table.heat .loss { --tone: var(--colorStatusDangerForeground3); }
.capex-pane table.heat .gain { --tone: var(--colorStatusSuccessForeground3); }
.capex-pane table.heat td.base { outline: 3px solid var(--colorNeutralForeground1); outline-offset: -3px; font-weight: 700; }
.capex-pane table.heat caption { text-align: start; padding: 4px 8px; }
.capex-pane .keep { display: flex; flex-direction: column; gap: 8px; }
.capex-pane .outlook { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 4px 12px; }
.capex-pane .outlook > .headline { flex: 1; gap: 2px 16px; }
.capex-pane .awaited { visibility: hidden; }
.capex-pane .curve { flex: none; width: 120px; height: 44px; fill: none; stroke-width: 2; }
.capex-pane .curve .level { stroke: var(--colorNeutralStrokeAccessible); stroke-width: 1; stroke-dasharray: 2 2; }
.capex-pane .curve .cash { stroke: var(--colorBrandForeground1); stroke-linejoin: round; }
.capex-pane .curve .behind { stroke: var(--colorNeutralStroke1Pressed); stroke-linejoin: round; }
.capex-pane .curve .payback { fill: var(--colorBrandForeground1); stroke: var(--colorNeutralBackground2); stroke-width: 1.5; }
.capex-pane .values > div { padding: 6px 0; border-top: 1px solid var(--colorNeutralStroke2); }

.capex-pane .topic { padding-top: 4px; color: var(--colorNeutralForeground3); font-size: 12px; line-height: 16px; }
.capex-pane .function { border-top: 1px solid var(--colorNeutralStroke2); }
.capex-pane .function > button {
  display: block; width: 100%; padding: 8px 0; border: 0; background: none; color: inherit; font: inherit;
  text-align: start; cursor: pointer;
}
.capex-pane .function code { display: block; color: var(--colorBrandForeground1); font-weight: 600; }
.capex-pane .function .quiet { font-size: 12px; line-height: 16px; }
.capex-pane .function > button:hover code { text-decoration: underline; }
.capex-pane .back { align-self: flex-start; }
.capex-pane .arguments { display: flex; flex-direction: column; gap: 12px; }
.capex-pane .argument { display: flex; flex-direction: column; gap: 4px; }
.capex-pane .argument label > :is(code, .unit) { font-weight: 400; }
.capex-pane .entry { align-items: center; gap: 4px; }
.capex-pane .entry > .at-hand { margin-left: 0; }
.capex-pane .bottom .answer { flex: 1 1 auto; }
.capex-pane .bottom .row > fluent-button { min-width: 0; }
.capex-pane .given { display: flex; flex-direction: column; gap: 8px; }
.capex-pane code.block {
  display: block; padding: 6px 8px; border-radius: 4px; background: var(--colorNeutralBackground3); white-space: pre-wrap;
}
.capex-pane .example { display: flex; flex-direction: column; gap: 4px; padding-bottom: 8px; }

.capex-pane .head { display: flex; flex-direction: column; gap: 8px; }
.capex-pane .where { font-size: 16px; line-height: 22px; }
.capex-pane .formula { max-height: 120px; overflow: auto; }
.capex-pane .answer { font-size: 20px; font-weight: 600; line-height: 28px; font-variant-numeric: tabular-nums; }
.capex-pane .answer.small { font-size: 14px; line-height: 20px; }
.capex-pane .verdict {
  display: inline-flex; flex: none; align-items: center; gap: 4px; padding: 2px 8px; border: 1px solid; border-radius: 12px;
  font-size: 12px; font-weight: 600; line-height: 16px;
}
.capex-pane .verdict:is(.error, .recomputed) { border-color: var(--colorNeutralStroke1); color: var(--colorNeutralForeground2); }
.capex-pane .verdict.sound {
  border-color: var(--colorStatusSuccessBorder1); background: var(--colorStatusSuccessBackground1); color: var(--colorStatusSuccessForeground1);
}
.capex-pane .verdict:is(.doubtful, .stale, .otherwise, .unsettled, .unread) {
  border-color: var(--colorStatusWarningBorder1); background: var(--colorStatusWarningBackground1); color: var(--colorStatusWarningForeground1);
}
.capex-pane .verdict.differs, .capex-pane .problem {
  border-color: var(--colorStatusDangerBorder1); background: var(--colorStatusDangerBackground1); color: var(--colorStatusDangerForeground1);
}
.capex-pane .problem { padding: 6px 8px; border: 1px solid; border-radius: 4px; }
.capex-pane .icon { flex: none; }
.capex-pane .call { gap: 4px; padding-top: 12px; border-top: 1px solid var(--colorNeutralStroke2); }
.capex-pane .lines > li { padding: 6px 0; border-top: 1px solid var(--colorNeutralStroke2); }
.capex-pane .lines > li:first-child { border-top: 0; }
.capex-pane .clip { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.capex-pane .nested { margin: 4px 0 4px 4px; padding-left: 12px; border-left: 2px solid var(--colorBrandStroke2); }
.capex-pane .steps > li {
  padding: 8px 0 8px calc(var(--depth) * 12px); border-top: 1px solid var(--colorNeutralStroke2);
}
.capex-pane .steps > li:first-child { border-top: 0; }
.capex-pane .steps > li > :is(code, p) { margin-top: 4px; }
.capex-pane .steps > .title { color: var(--colorNeutralForeground2); font-style: italic; }
.capex-pane .steps > .answers { margin: 0 -8px; padding-inline: calc(8px + var(--depth) * 12px) 8px; border-radius: 4px; background: var(--colorBrandBackground2); }
.capex-pane .tag {
  padding: 0 6px; border: 1px solid var(--colorBrandStroke1); border-radius: 8px;
  color: var(--colorBrandForeground2); font-size: 12px; line-height: 16px;
}
.capex-pane .series { font-size: 13px; font-variant-numeric: tabular-nums; }
.capex-pane .offer { margin: 12px 0; }
.capex-pane .workbook > summary { margin-top: 16px; font-weight: 600; }
.capex-pane .workbook > :not(summary) { margin-top: 8px; }
.capex-pane .workbook > h4 { margin-top: 20px; }
.capex-pane .offer > fluent-button { margin-top: 6px; }
.capex-pane .note { padding: 6px 0; }
.capex-pane .empty { display: flex; flex-direction: column; gap: 4px; padding: 8px 0; }
.capex-pane .lead { font-weight: 600; }

.capex-pane .at-hand {
  flex: none; align-self: center; width: 32px; height: 32px; margin-left: auto; padding: 8px; border: 0; border-radius: 4px;
  background: none; color: var(--colorBrandForeground1); cursor: pointer;
}
.capex-pane .at-hand.language { padding: 0; font: inherit; font-size: 13px; }
.capex-pane .at-hand.language + .at-hand { margin-left: 0; }
.capex-pane .at-hand:hover { background: var(--colorSubtleBackgroundHover); }
.capex-pane .at-hand:disabled { color: var(--colorNeutralForegroundDisabled); cursor: default; }
.capex-pane .claims, .capex-pane .claims > form, .capex-pane .claims > [role="status"] { display: flex; flex-direction: column; gap: 8px; }
.capex-pane .switch { display: inline-flex; border: 1px solid var(--colorNeutralStroke1); border-radius: 4px; overflow: hidden; }
.capex-pane .switch.wide {
  display: grid; flex: none; grid-template-columns: 1fr 1fr; gap: 1px; background: var(--colorNeutralStroke1);
}
.capex-pane .switch > button {
  min-height: 28px; padding: 2px 8px; border: 0; background: none; color: var(--colorNeutralForeground2);
  font: inherit; font-size: 12px; line-height: 16px; cursor: pointer;
}
.capex-pane .switch.wide > button { background: var(--colorNeutralBackground1); }
.capex-pane .switch:not(.wide) > button + button { border-left: 1px solid var(--colorNeutralStroke1); }
.capex-pane .switch > button:hover { background: var(--colorSubtleBackgroundHover); }
.capex-pane .switch > button[aria-pressed="true"] {
  background: var(--colorBrandBackground2); color: var(--colorBrandForeground2); font-weight: 600;
}
.capex-pane .switch > button:focus-visible { outline-offset: -2px; }
.capex-pane .explorer { display: flex; flex-direction: column; gap: 8px; }
.capex-pane .pinned {
  position: sticky; top: 0; z-index: 1; display: flex; flex-direction: column; gap: 6px; margin: 0 -16px; padding: 4px 16px 8px;
  border-bottom: 1px solid var(--colorNeutralStroke2); background: var(--colorNeutralBackground1);
}
.capex-pane mark { border-radius: 2px; background: var(--colorBrandBackground2); color: var(--colorBrandForeground2); font-weight: 600; }
.capex-pane .walk {
  position: sticky; top: 0; z-index: 1; margin: 0 -16px; padding: 8px 16px; background: var(--colorNeutralBackground1);
}
.capex-pane .finding { display: flex; flex-direction: column; gap: 4px; scroll-margin: 56px 0; }
.capex-pane .lines > .finding.current { margin: 0 -8px; padding: 6px 8px; border-radius: 4px; background: var(--colorBrandBackground2); }
.capex-pane .severity { font-size: 12px; font-weight: 600; line-height: 16px; white-space: nowrap; }
.capex-pane .severity.wrong { color: var(--colorStatusDangerForeground1); }
.capex-pane .severity.doubtful { color: var(--colorStatusWarningForeground1); }
.capex-pane .severity.note { color: var(--colorNeutralForeground3); }
.capex-pane .reason { flex: 1; font-size: 12px; }
.capex-pane .reason input {
  width: 100%; height: 28px; padding: 0 8px; border: 1px solid var(--colorNeutralStrokeAccessible); border-radius: 4px;
  background: var(--colorNeutralBackground1); color: inherit; font: inherit;
}
.capex-pane .tree:focus-visible { outline: none; }
.capex-pane .line {
  padding: 4px 8px 4px calc(8px + var(--depth) * 12px); border-top: 1px solid var(--colorNeutralStroke2); cursor: pointer;
  scroll-margin: 166px 0 0;
}
.capex-pane .line:hover { background: var(--colorNeutralBackground2); }
.capex-pane .line.selected { background: var(--colorBrandBackground2); }
.capex-pane .tree:focus-visible .line.selected { outline: 2px solid var(--colorStrokeFocus2); outline-offset: -2px; border-radius: 4px; }
.capex-pane .line .row.spread > .clip { flex: 1 1 auto; }

${"" /* Below what scrolls, so that it covers nothing. */}
.capex-pane .status { flex: none; max-height: 50%; overflow: auto; }
.capex-pane :is(.work, .notice) { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 8px 16px; border-top: 1px solid var(--colorNeutralStroke1); }
.capex-pane .work fluent-progress-bar { flex: 1; }
.capex-pane .notice > p { flex: 1 1 200px; }
.capex-pane .notice > .row { margin-left: auto; }
.capex-pane .notice.success {
  border-color: var(--colorStatusSuccessBorder1); background: var(--colorStatusSuccessBackground1); color: var(--colorStatusSuccessForeground1);
}
.capex-pane .notice.warning {
  border-color: var(--colorStatusWarningBorder1); background: var(--colorStatusWarningBackground1); color: var(--colorStatusWarningForeground1);
}
.capex-pane .notice.error {
  border-color: var(--colorStatusDangerBorder1); background: var(--colorStatusDangerBackground1); color: var(--colorStatusDangerForeground1);
}

${"" /* Magnified fourfold, a window is lower than what would stay in sight. */}
@media (max-height: 400px) { .capex-pane :is(.pinned, .walk, .bottom) { position: static; } }
@media (forced-colors: active) {
  .capex-pane :is(.verdict, .problem, .card, code.block, .answers) { border: 1px solid CanvasText; }
  .capex-pane [role="tab"][aria-selected="true"]::after { background: Highlight; forced-color-adjust: none; }
  .capex-pane .switch > button { outline: 1px solid ButtonBorder; }
  .capex-pane .switch > button[aria-pressed="true"] { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  .capex-pane .curve :is(.cash, .level) { stroke: CanvasText; }
  .capex-pane .curve .behind { stroke: GrayText; }
  .capex-pane .curve .payback { fill: Highlight; stroke: Canvas; }
  .capex-pane .link { color: LinkText; text-decoration: underline; forced-color-adjust: none; }
}
@media (prefers-reduced-motion: reduce) {
  .capex-pane * { transition: none; animation: none; }
}
`;
