// The same rows through PouchDB <-> express-pouchdb on loopback, both in memory.
// Usage: node pouch.js rows.json  ->  {"push": rows/s, "pull": rows/s}
const fs = require("fs");
const os = require("os");
const path = require("path");
process.chdir(fs.mkdtempSync(path.join(os.tmpdir(), "kurasi-pouch-")));
const express = require(path.join(__dirname, "node_modules", "express"));
const PouchDB = require(path.join(__dirname, "node_modules", "pouchdb"));
PouchDB.plugin(require(path.join(__dirname, "node_modules", "pouchdb-adapter-memory")));
const Memory = PouchDB.defaults({ adapter: "memory" });

const rows = JSON.parse(fs.readFileSync(process.argv[2]));
const app = express();
app.use("/", require(path.join(__dirname, "node_modules", "express-pouchdb"))(Memory, {
  inMemoryConfig: true,
  logPath: path.join(process.cwd(), "log.txt"),
}));

const server = app.listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${server.address().port}/centre`;
  const timed = async (count, work) => {
    const start = process.hrtime.bigint();
    await work();
    return count / (Number(process.hrtime.bigint() - start) / 1e9);
  };
  const first = new Memory("first");
  await first.bulkDocs(rows.map((row) => ({ ...row, _id: row.id })));
  const push = await timed(rows.length, () => first.replicate.to(url, { batch_size: 500 }));
  const second = new Memory("second");
  const pull = await timed(rows.length, () => second.replicate.from(url, { batch_size: 500 }));
  console.log(JSON.stringify({ push, pull }));
  process.exit(0);
});
