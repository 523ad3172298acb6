// What the tab does with pictures: opens them on a scenario, and makes another as it is chosen.
import type { PictureActions, Told, Viewing } from "../../controls/picture-view";
import type { Preset } from "../../data/presets";
import * as parts from "../parts";
import type { Workshop } from "../workshop";

export interface ViewingActions extends PictureActions {
  openPictures(name: string): Promise<void>;
  /** Makes the picture again where it is one of the person's own scenarios, which stand in cells. */
  followPicture(): Promise<void>;
}

export function createViewing(
  { store, beside, work, loadSheet, stamp }: Workshop,
  presetNamed: (name: string) => Preset,
): ViewingActions {
  let latest = 0;
  const show = (choice: Omit<Viewing, "made">): Promise<void> =>
    beside(async () => {
      const mine = ++latest;
      const { pictureOf, picturesView: view } = await parts.pictures();
      const made = await pictureOf(choice.picture, presetNamed(choice.one), presetNamed(choice.other));
      if (mine === latest) store.set({ viewing: { ...choice, made, view } });
    });
  return {
    openPictures: (one) => {
      const other = store.get().presets.find(({ kind, name }) => kind === "cash" && name !== one);
      return show({ picture: "cash", one, other: other?.name ?? one });
    },
    showPicture: (change) => {
      const { viewing } = store.get();
      if (viewing === null) return;
      const choice = { ...viewing, ...change };
      store.set({ viewing: choice });
      void show(choice);
    },
    followPicture: async () => {
      const { viewing, own } = store.get();
      if (viewing !== null && own.some(({ name }) => name === viewing.one || name === viewing.other))
        await show(viewing);
    },
    putPicture: async () => {
      const { viewing, own } = store.get();
      if (viewing === null || typeof viewing.made === "string") return;
      const { pictureSheet, words } = await parts.pictures();
      const told = (name: string): Told => ({ preset: presetNamed(name), own: own.some((each) => each.name === name) });
      const { picture, one, other, made } = viewing;
      const asked = { picture, one: told(one), other: told(other), title: made.title };
      await work(words.putting, (progress) =>
        loadSheet(`${words.names[picture]} ${one}`, (name) => pictureSheet(asked, name, stamp()), progress),
      );
    },
    closePictures: () => {
      latest++;
      store.set({ viewing: null });
    },
  };
}
