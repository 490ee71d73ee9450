#!/usr/bin/env bash
# Draws README's picture: what the command says of two layers that are one, in colours. `make.sh FILE` writes elsewhere.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
target=${1:-docs/images/finding.svg}
cargo build --release --locked --quiet -p ov-lsp
ov_lsp=${CARGO_TARGET_DIR:-$root/target}/release/ov-lsp
command="ov-lsp check --select host-sibling-layer"
said=$(cd tests/projects/mistakes && COLUMNS=110 "$ov_lsp" check --select host-sibling-layer --format full --color always --exit-zero 2>/dev/null)
python3 docs/images/draw.py "$command" <<<"$said" >"$target"
