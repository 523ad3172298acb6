// What functions.js does when Excel loads it: it tells Excel which function answers to which id, and the pane
// what it was built of.
import { BUILD } from "../data/dataset";
import { associate } from "./edge";
import { RUNNABLES } from "./index";

RUNNABLES.forEach(associate);
Object.assign(globalThis, { capexFunctions: BUILD });
