// What functions.js does when Excel loads it: it tells Excel which function answers to which id.
import { associate } from "./edge";
import { RUNNABLES } from "./index";

RUNNABLES.forEach(associate);
