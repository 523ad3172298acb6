// Undo in the built workbench: what it says, what it asks, and what it leaves.
import { axeFindings, cellAt, cutOff, sheetNames, typeInto, visiting, visitPane } from "./page";

const here = visiting("file");

test.each([
  ["light", 1280],
  ["dark", 320],
] as const)(
  "edits on a loaded sheet are asked about before Undo takes it away: %s, %d pixels",
  async (colorScheme, width) => {
    const own = await visitPane(here.site, width, { colorScheme });
    const { page } = own;
    const pane = async (): Promise<void> => {
      if (width < 720) await page.getByRole("button", { name: "Pane" }).click();
    };
    const button = (text: string) => page.locator("#pane fluent-button", { hasText: text });
    const notice = (text: string) => page.locator("#pane .notice").filter({ hasText: text });
    const undo = page.getByRole("button", { name: "Undo: load NEOCLOUD on 3 sheets" });
    const sheets = (): Promise<string[]> => sheetNames(page);
    const before = await sheets();

    await page.getByRole("tab", { name: "Scenarios" }).click();
    await page.getByLabel("Load NEOCLOUD into new sheets").click();
    await undo.waitFor();
    const loaded = await sheets();
    expect(loaded).toHaveLength(before.length + 3);
    await pane();
    await typeInto(page, "NEOCLOUD", "A3", "my own words");
    await pane();

    await undo.click();
    await notice("Changed by hand since: 1 cell of “NEOCLOUD”. Undo takes that away too.").waitFor();
    expect(await sheets()).toEqual(loaded);
    expect(await axeFindings(page, { include: ["#pane"] })).toEqual([]);
    const cut = await cutOff(page);
    expect(cut).toBeLessThanOrEqual(0);
    await button("Keep everything").click();
    await notice("Changed by hand since").waitFor({ state: "detached" });
    expect((await cellAt(page, "NEOCLOUD", "A3")).value).toBe("my own words");

    await undo.click();
    await button("Undo, and lose the edits").click();
    await notice("Undone: load NEOCLOUD on 3 sheets.").waitFor();
    expect(await sheets()).toEqual(before);
    expect(await undo.count()).toBe(0);
    expect(own.troubles).toEqual([]);
    await own.close();
  },
);
