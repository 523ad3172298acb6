// The workbench's refusals: their codes, and their sentences in the reader's language.

import { CANCELLED, HostError } from "../host/host";
import { texts } from "../languages";
import { workbenchTexts } from "../languages/workbench";
import { inList } from "../languages/writing";
import type { Refusal } from "./bulk";

const words = workbenchTexts.refused;

export const noSheet = (sheet: string) => new HostError("SheetNotFound", words.noSheet(sheet));
export const noRange = (address: string) => new HostError("InvalidAddress", texts.work.noRange(address));
export const sheetProtected = (sheet: string) => new HostError("SheetProtected", words.sheetProtected(sheet));
export const sheetHidden = (sheet: string) => new HostError("SheetHidden", words.sheetHidden(sheet));
export const nameTaken = (sheet: string) => new HostError("NameTaken", words.nameTaken(sheet));
export const definedNameTaken = (name: string) => new HostError("NameTaken", words.definedNameTaken(name));
export const definedNameRefused = (name: string) => new HostError("NameRefused", words.definedNameRefused(name));
export const outOfSheet = (address: string, sheet: string) =>
  new HostError("OutOfSheet", words.outOfSheet(address, sheet));
export const notOurs = (sheet: string) => new HostError("NotOurs", words.notOurs(sheet));
export const locked = () => new HostError("WorkbookProtected", words.locked);
export const cancelled = () => new HostError(CANCELLED, words.cancelled);
export const commandRefused = ({ command, reasons }: Refusal) =>
  new HostError("Refused", words.command(command, inList(reasons)));
