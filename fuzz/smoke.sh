#!/usr/bin/env bash
# Runs every target, or those named, for a minute (SECONDS_EACH) or a number of inputs (RUNS), from its seeds. The same SEED tries the same
# inputs; for a search without end: SECONDS_EACH=0 RUNS=-1 SEED=0 fuzz/smoke.sh edits
set -eu
cd "$(dirname "$0")/.."
export RUSTC_BOOTSTRAP=1
[ $# -gt 0 ] || set -- $(cd fuzz/fuzz_targets && ls -- *.rs | sed 's/\.rs$//')
for target in "$@"; do
    mkdir -p "fuzz/corpus/$target"
    cargo fuzz run "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
        -max_total_time="${SECONDS_EACH:-60}" -runs="${RUNS:-30000}" -seed="${SEED:-1}"
done
