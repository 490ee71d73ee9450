#!/usr/bin/env bash
# Runs every target, or those named, for a minute (SECONDS_EACH) from its seeds; another SEED tries other input.
set -eu
cd "$(dirname "$0")/.."
export RUSTC_BOOTSTRAP=1
[ $# -gt 0 ] || set -- $(cd fuzz/fuzz_targets && ls -- *.rs | sed 's/\.rs$//')
for target in "$@"; do
    mkdir -p "fuzz/corpus/$target"
    cargo fuzz run "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- -max_total_time="${SECONDS_EACH:-60}" -seed="${SEED:-1}"
done
