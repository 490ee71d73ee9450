#!/usr/bin/env bash
# `ov-lsp check` beside the least that any checker does, and beside two schema checkers, in one run:
# tests/bench/check.sh [LAYERS...] (default 1000 10000). Takes minutes; not part of tests/run.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

bench=$OV_SHARED/bench
[ -d "$bench" ] || skip "the benchmark, since there is no $bench"
[ $# -gt 0 ] || set -- 1000 10000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target=${CARGO_TARGET_DIR:-target}/release
cargo build --release --locked --quiet -p ov-lsp
cargo build --release --locked --quiet -p ov-syntax --example parse_floor
cargo build --release --locked --quiet -p ov-rules --example edit_latency

# The best of some runs: measure RUNS LABEL COMMAND... prints CPU and wall seconds and the peak of memory.
measure() {
    local runs=$1 label=$2
    shift 2
    for _ in $(seq "$runs"); do
        { /usr/bin/time -f "%U %S %e %M" "$@" >/dev/null; } 2>&1 | tail -n 1
    done | awk -v label="$label" '
        { cpu = $1 + $2; if (NR == 1 || cpu < best) { best = cpu; wall = $3 } if ($4 > memory) memory = $4 }
        END { printf "%-34s %8.2f s CPU %8.2f s wall %6d MB\n", label, best, wall, memory / 1024 }'
}

schema_checkers() {
    local project=$1 python ajv
    if python=$(python_env check-jsonschema check-jsonschema==0.37.4); then
        measure 1 "check-jsonschema" "$python/bin/check-jsonschema" --schemafile "$bench/layer.schema.json" "$project"/layers/*/layer.yml
    fi
    if ajv=$(npm_package ajv-cli 5.0.0); then
        measure 1 "ajv-cli" node "$ajv/dist/index.js" validate --strict=false -s "$bench/layer.schema.json" -d "$project/layers/*/layer.yml"
    fi
}

for layers in "$@"; do
    project=$work/$layers
    python3 "$bench/genbig.py" --corpus "$OV_SHARED/corpus/layers" --count "$layers" --out "$project" >/dev/null
    echo "== $layers layers"
    measure 5 "list, read, parse in one thread" "$target/examples/parse_floor" "$project"
    measure 5 "ov-lsp check --jobs 1" "$target/ov-lsp" check "$project" --exit-zero --quiet --jobs 1
    measure 5 "ov-lsp check" "$target/ov-lsp" check "$project" --exit-zero --quiet
    # The others would take minutes, and their ratio does not change.
    [ "$layers" -gt 10000 ] || schema_checkers "$project"
done

echo "== one key stroke, text to findings"
"$target/examples/edit_latency"
echo "== start"
for _ in 1 2 3; do measure 20 "ov-lsp --version" "$target/ov-lsp" --version; done
