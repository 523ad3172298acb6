// The manifest against the rules of Microsoft's schema (the .xsd files beside), by libxml2, as Office reads it.

import fs from "node:fs";
import path from "node:path";
import { validateXML } from "xmllint-wasm";
import { built } from "../host/rig/built";

const { buildManifest } = jest.requireActual<{
  buildManifest(text: string, url: string, namespace: string): string;
}>("../../src/host/manifest.cjs");

const SOURCE = fs.readFileSync(path.resolve(__dirname, "../../manifest.xml"), "utf8");
const file = (fileName: string) => ({ fileName, contents: fs.readFileSync(path.join(__dirname, fileName), "utf8") });

/** What the schema refuses, a sentence each, by the names that the manifest itself writes. */
async function faults(manifest: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: manifest,
    schema: file("app.xsd"),
    preload: [file("overrides.xsd"), file("basic-types.xsd")],
  });
  return errors.map(({ message }) => message.replace(/^.*?error : |\{http[^}]*\}/g, ""));
}

test.each([
  ["as built", built("manifest.xml")],
  ["of development", SOURCE],
  ["of production", buildManifest(SOURCE, "https://addins.example/capex", "")],
  ["with a namespace", buildManifest(SOURCE, "https://addins.example/capex", "CAPEX")],
])("the manifest %s is valid", async (_, manifest) => {
  expect(await faults(manifest)).toEqual([]);
});

/** The mistake, what is written instead of what, the element that the sentence names. */
const MISTAKES: [string, string | RegExp, string, string][] = [
  ["elements in another order", /(<Id>.*<\/Id>)\s*(<Version>.*<\/Version>)/, "$2$1", "Version"],
  ["an element left out", /<DefaultSettings>.*<\/DefaultSettings>/s, "", "Permissions"],
  ["an element twice", /(<Permissions>.*<\/Permissions>)/, "$1$1", "Permissions"],
  ["an unknown element", "<GetStarted>", "<Tour /><GetStarted>", "Tour"],
  ["a page before its script", /(<Script>.*<\/Script>)\s*(<Page>.*<\/Page>)/s, "$2$1", "Page"],
  ["a group without icon", /(<Group .*?)<Icon>.*?<\/Icon>/s, "$1", "Control"],
  ["a button without action", /<Action .*?<\/Action>/s, "", "Control"],
  ["an icon in two sizes", /<bt:Image size="32".*?\/>/, "", "Icon"],
  ["an element of another namespace", /bt:Images/g, "Images", "Images"],
  ["an unknown attribute", "<Runtime ", '<Runtime name="x" ', "Runtime"],
  ["an attribute left out", '<FunctionFile resid="Pane.Url" />', "<FunctionFile />", "FunctionFile"],
  ["an attribute in other capitals", '<Set Name="ExcelApi"', '<Set name="ExcelApi"', "Set"],
  ["a control of no type", 'xsi:type="Button" ', "", "Control"],
  ["an unknown type of action", 'xsi:type="ShowTaskpane"', 'xsi:type="ShowTaskPane"', "Action"],
  ["an unknown permission", ">ReadWriteDocument<", ">ReadWrite<", "Permissions"],
  ["an unknown host", 'Name="Workbook"', 'Name="Excel"', "Host"],
  ["an unknown lifetime", 'lifetime="long"', 'lifetime="forever"', "Runtime"],
  ["an icon of an unknown size", 'size="80"', 'size="81"', "Image"],
  ["an id that is none", /<Id>.*<\/Id>/, "<Id>capex</Id>", "Id"],
  ["a version of five numbers", ">1.0.0.0<", ">1.0.0.0.0<", "Version"],
  ["a requirement of one number", 'MinVersion="1.9"', 'MinVersion="2"', "Set"],
  ["an id of 33 characters", 'id="Pane.Tip"', `id="${"i".repeat(33)}"`, "Description"],
  ["a label of 126 characters", /(id="Tab.Label" DefaultValue=)"[^"]*"/, `$1"${"l".repeat(126)}"`, "String"],
  ["a tip of 251 characters", /(id="Help.Tip" DefaultValue=)"[^"]*"/, `$1"${"t".repeat(251)}"`, "String"],
  ["a language that is none", 'Locale="zh-CN"', 'Locale="Chinese"', "Override"],
  [
    "a translated label of 126 characters",
    /(<bt:String id="Pane.Label".*?Value=)"[^"]*" \/>/s,
    `$1"${"签".repeat(126)}" />`,
    "Override",
  ],
  ["a label without text", /(id="Tab.Label" DefaultValue=)"[^"]*"/, '$1""', "String"],
  ["an address without https", /(<SupportUrl DefaultValue="http)s/, "$1", "SupportUrl"],
];

test.each(MISTAKES)("%s is refused in a sentence that names the element", async (_, written, instead, element) => {
  const mistaken = SOURCE.replace(written, instead);
  expect(mistaken).not.toBe(SOURCE);
  const [sentence] = await faults(mistaken);
  expect(sentence).toMatch(new RegExp(`^Element '${element}'[,:] `));
});
