// The manifest and its companions as they are served: the repository's manifest.xml is the development one.
const DEVELOPMENT_URL = "https://localhost:3000";
const DEVELOPMENT_ID = "84fa0ad7-2de8-4c04-b294-1d7f6f41e88e";
const PRODUCTION_ID = "b9fd4846-49fc-4608-a283-b727cbeed3e8";
/** Behind the name, in every language. */
const DEVELOPMENT_MARK = " (development)";

/** Where dist/ will be served, without a slash at the end. Excel loads add-ins over https only. */
function servedAt(url = process.env.ADDIN_URL) {
  const address = (url || DEVELOPMENT_URL).replace(/\/+$/, "");
  if (!/^https:\/\/[^/?#]+(\/[^?#]*)?$/.test(address)) {
    throw new Error(`ADDIN_URL is ${url}: write an https address without query, such as https://host/path`);
  }
  return address;
}

/** The prefix of every function, or none: =GPUPAYBACK() by default, =CAPEX.GPUPAYBACK() with the namespace CAPEX. */
function namespaceOf(namespace = process.env.ADDIN_NAMESPACE) {
  if (!namespace) return "";
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(namespace)) {
    throw new Error(`ADDIN_NAMESPACE is ${namespace}: write letters, digits and _ only, such as CAPEX`);
  }
  return namespace;
}

/** Two installations must not share an id: Excel would take one for an update of the other. */
function buildManifest(text, url = servedAt(), namespace = namespaceOf()) {
  const named = namespace ? withNamespace(text, namespace) : text;
  if (url === DEVELOPMENT_URL) return named;
  return named
    .replaceAll(DEVELOPMENT_URL, url)
    .replaceAll(DEVELOPMENT_ID, PRODUCTION_ID)
    .replaceAll(DEVELOPMENT_MARK, "");
}

function withNamespace(text, namespace) {
  return text
    .replace("</Metadata>", '</Metadata>\n            <Namespace resid="Functions.Namespace" />')
    .replace(
      "<bt:ShortStrings>",
      `<bt:ShortStrings>\n        <bt:String id="Functions.Namespace" DefaultValue="${namespace}" />`,
    );
}

module.exports = { DEVELOPMENT_URL, servedAt, namespaceOf, buildManifest };
