// What publint and are-the-types-wrong say of a packed package: both are ES modules, which run here, outside jest.
import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const [, , folder, tarball] = process.argv;
const { messages, pkg } = await publint({ pkgDir: folder, strict: true });
const types = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
console.log(
  JSON.stringify({
    publint: messages.map((message) => formatMessage(message, pkg)),
    types: types.types === false ? ["there are no types"] : types.problems,
  }),
);
