#!/usr/bin/env bash
# The language server in a project of many layers beside `ov-lsp check` of the same: tests/bench/big_project.sh [LAYERS] (default 10000).
# Prints seconds to index and check, and milliseconds of a keystroke and of a rename that touches 1,000 files.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

bench=$OV_SHARED/bench
[ -d "$bench" ] || skip "the benchmark, since there is no $bench"
layers=${1:-10000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OV_LSP=${OV_LSP:-${CARGO_TARGET_DIR:-target}/release/ov-lsp}
python3 "$bench/genbig.py" --corpus "$OV_SHARED/corpus/layers" --count "$layers" --out "$work" >/dev/null
printf 'version: 2026.144.1443\ndiscover: {layer: [layers]}\n' >"$work/overthink.yml"
# One layer that a thousand others need, or all of a smaller project.
mkdir "$work/layers/zz-hub"
printf 'layer:\n    name: zz-hub\n    version: 2026.1.1\n    package: [jq]\n' >"$work/layers/zz-hub/layer.yml"
for ((n = 0; n < 1000 && n < layers; n++)); do
    mkdir "$work/layers/zz-user-$n"
    printf 'layer:\n    name: zz-user-%d\n    version: 2026.1.1\n    require: [zz-hub]\n    eval:\n        - id: probe-%d\n          command: "true"\n' "$n" "$n" \
        >"$work/layers/zz-user-$n/layer.yml"
done
python3 tests/bench/big_project.py "$work"
