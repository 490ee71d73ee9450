#!/usr/bin/env bash
# Many random edits, after which every feature must say what a fresh server says: tests/bench/soak.sh [EDITS]. Takes long.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export OV_SOAK_EDITS=${1:-100000}
cargo test --release --locked -p ov-lsp --test lsp -- --nocapture soak
