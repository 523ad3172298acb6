import { writePreset, readPreset } from "../../src/data/schema";
import { figures } from "../../src/data/dataset";
import { VERSION } from "../../src/data/edition";
import { hash } from "../../src/data/hash";
import { PRESET_FILES, preset, type PresetFile } from "../../src/data/presets";
import { ModelError } from "../../src/model/errors";
import { seal, unseal } from "../../src/data/sealed";

/** `FLIPS=100000 npx jest test/data/sealed` flips as many bytes. */
const FLIPS = Number(process.env.FLIPS ?? 2000);

/** A small generator, so that every run flips the same bytes. */
function draws(): (below: number) => number {
  let state = 12345;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function survivors(text: string, flips: number, read: (text: string) => unknown): string[] {
  const draw = draws();
  const bytes = Buffer.from(text);
  const passed: string[] = [];
  for (let i = 0; i < flips; i++) {
    const at = draw(bytes.length);
    const flip = 1 + draw(255);
    bytes[at] ^= flip;
    try {
      read(bytes.toString("utf8"));
      passed.push(`byte ${at} ^ ${flip}`);
    } catch (error) {
      if ((error as Error).name !== "ModelError") throw error;
    }
    bytes[at] ^= flip;
  }
  return passed;
}

const dataset = (): string => seal("dataset", VERSION, figures());

test("a file is read back as it was written", () => {
  expect(unseal(dataset(), "dataset")).toEqual({ version: VERSION, body: figures() });
  for (const file of PRESET_FILES)
    expect(readPreset(writePreset(file))).toEqual({ preset: preset(file.name), byHand: false });
  expect(readPreset(` ${writePreset(PRESET_FILES[0])}\n`)).toMatchObject({
    preset: { name: "TNP-2025" },
    byHand: false,
  });
});

test("a dataset file with one byte flipped is refused", () => {
  expect(survivors(dataset(), FLIPS, (text) => unseal(text, "dataset"))).toEqual([]);
}, 600_000);

test("a scenario file with one byte flipped is refused, or said to be changed by hand", () => {
  const asWritten = (text: string): void => {
    if (readPreset(text).byHand) throw new ModelError("#VALUE!", "changed by hand");
  };
  for (const file of PRESET_FILES)
    expect(survivors(writePreset(file), Math.ceil(FLIPS / PRESET_FILES.length), asWritten)).toEqual([]);
}, 600_000);

/** A text that bears the right hash, whatever it holds. */
const withHash = (rest: string): string => `{"hash":"${hash(rest)}",${rest}`;

const refused = (text: string): string => {
  try {
    readPreset(text);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("a file that was edited by hand is read, laid out in any way, with keys and values as people write them", () => {
  const text = writePreset(PRESET_FILES[0]);
  const valueOf = (changed: string, key: string) => {
    const read = readPreset(changed);
    expect(read.byHand).toBe(true);
    return read.preset.parameters.find((parameter) => parameter.key === key);
  };
  expect(valueOf(text.replace('"value":9.4', '"value":9.5'), "rate")?.value).toBe(9.5);
  expect(valueOf(JSON.stringify(JSON.parse(text), null, 2), "rate")?.value).toBe(9.4);
  expect(
    valueOf(text.replace('"utilization":{"value":1,', '"utilization":{"value":"82 %",'), "utilization")?.value,
  ).toBe(0.82);
  expect(
    valueOf(text.replace('"parameters":{', '"parameters":{"Debt, a share of capital cost":0.7,'), "debtShare"),
  ).toEqual({
    ...{ key: "debtShare", label: "Debt, a share of capital cost", value: 0.7, unit: "fraction" },
    ...{ source: "changed by hand", status: "yours", from: "TNP-2025" },
  });
});

test("a file that was edited into nonsense and a file of another kind each get their sentence", () => {
  const text = writePreset(PRESET_FILES[0]);
  expect(refused(text.replace('"value":9.4', '"value":9.5.1'))).toMatch(
    /can no longer be read: look for a missing comma/,
  );
  expect(refused(text.replace('"horizon"', '"horizom"'))).toMatch(/no key "horizom"; did you mean horizon/);
  expect(refused(text.replace('"value":9.4', '"value":"nine"'))).toMatch(/rate is "nine": write a number/);
  expect(refused(text.replace('"value":9.4', '"value":-9'))).toMatch(
    /parameters.rate.value: rate is -9: it must be at least 0/,
  );
  expect(refused(text.replace('"parameters":{', '"parameters":{"rent":2,'))).toMatch(/gives rate twice/);
  expect(refused(text.replace('"parameters":{', '"parameters":[],"other":{'))).toMatch(/does not hold what it should/);
  expect(refused(seal("scenario", VERSION, 7).replace("7}", "8}"))).toMatch(/does not hold what it should/);
  expect(() => unseal(text.replace('"value":9.4', '"value":9.5'), "scenario")).toThrow(/changed after it was written/);
  expect(refused(dataset())).toMatch(/holds a dataset, not a scenario/);
  expect(refused(withHash('"format":"capex-functions/2"}'))).toMatch(/newest version/);
  expect(refused("")).toMatch(/none of ours/);
  expect(refused("[1]")).toMatch(/none of ours/);
  expect(refused("null")).toMatch(/none of ours/);
});

test("a file with the right hash and the wrong content is refused with paths", () => {
  const file = (changes: object): string => seal("scenario", VERSION, { ...PRESET_FILES[0], ...changes });
  const parameters = PRESET_FILES[0].parameters as NonNullable<PresetFile["parameters"]>;
  expect(refused(file({ parameters: { ...parameters, gpuz: parameters.gpus } }))).toMatch(/parameters\.gpuz: .*gpus/);
  expect(refused(file({ extra: 1 }))).toMatch(/extra/);
  const hostile = JSON.stringify(PRESET_FILES[0]).replace("{", '{"__proto__":{"polluted":1},');
  expect(refused(seal("scenario", VERSION, JSON.parse(hostile)))).toMatch(/__proto__/);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("a file that is too long or too deep is refused before it is parsed", () => {
  expect(refused("x".repeat(100_000_000))).toMatch(/at most 5000000/);
  expect(refused("[".repeat(10_000) + "]".repeat(10_000))).toMatch(/none of ours/);
  expect(refused(withHash('"body":' + "[".repeat(10_000) + "]".repeat(10_000) + "}"))).toMatch(/nests more than 32/);
  expect(refused(withHash('"body":"\\"' + "[".repeat(10_000) + '"}'))).toMatch(/another format/);
  expect(refused(withHash("no JSON"))).toMatch(/another format/);
});
