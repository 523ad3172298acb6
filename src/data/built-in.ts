// The figures themselves: imported at once by what has them at hand, fetched by pages and cells that start without them.
import { provide } from "./dataset";
import packed from "./dataset/packed.json";
import { shipped } from "./shipped";

provide(shipped(packed));
