#!/usr/bin/env bash
# Builds the .vsix for this machine's Linux, with a server inside that needs no library, and the universal one. Prints their paths.
# Needs `npm ci` and the Rust toolchain; fetches nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
[ -d node_modules ] || { echo "run npm ci in $PWD first" >&2; exit 2; }

triple=${OV_TARGET:-$(rustc -vV | sed -n 's/^host: //p')}
target=${OV_VSCODE_TARGET:-linux-x64}
program=$(./server.sh "$triple")

npm run --silent package -- --target "$target" --server "$program"
npm run --silent package
