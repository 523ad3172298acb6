// What the pages may load. The same words stand in each page's <meta>, for hosts whose headers nobody sets, and in our server's headers.

/** Excel's page: our files and Microsoft's office.js. Styles are inline, since Fluent and office.js set them so; scripts never. */
const PANE_POLICY = [
  "default-src 'self'",
  "script-src 'self' https://appsforoffice.microsoft.com",
  // Where office.js asks whether it may trust a host that its own list lacks.
  "frame-src https://appsforoffice.microsoft.com",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The workbench: our files alone. o-spreadsheet compiles its templates and formulas with new Function and draws icons from data: addresses. */
const WORKBENCH_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const policyOf = (file) => (file === "workbench.html" ? WORKBENCH_POLICY : PANE_POLICY);

module.exports = { PANE_POLICY, WORKBENCH_POLICY, policyOf };
