// What a batch meets where it runs: loaded into every thread, it makes one of them fail as FAULT says.
const fs = require("node:fs");
const { isMainThread, parentPort } = require("node:worker_threads");

const [fault, after] = (process.env.FAULT ?? "").split(":");
let pieces = 0;

if (fault === "thread" && !isMainThread) {
  const post = parentPort.postMessage.bind(parentPort);
  parentPort.postMessage = (message) => {
    if (++pieces >= Number(after)) process.exit(7);
    post(message);
  };
}

if (fault === "disk" && isMainThread) {
  const write = fs.promises.open;
  fs.promises.open = async (...args) => {
    const file = await write(...args);
    const own = file.write.bind(file);
    file.write = async (...given) => {
      if (++pieces >= Number(after))
        throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      return own(...given);
    };
    return file;
  };
  require("node:module").syncBuiltinESMExports();
}
