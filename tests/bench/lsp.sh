#!/usr/bin/env bash
# The language server beside others, in one run: tests/bench/lsp.sh [OUTPUT FOLDER]. Takes minutes; not part of tests/run.
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

bench=$OV_SHARED/bench
[ -d "$bench" ] || skip "the benchmark, since there is no $bench"
out=${1:-$(mktemp -d)}
mkdir -p "$out"
ov_lsp=$(realpath "${OV_LSP:-${CARGO_TARGET_DIR:-target}/release/ov-lsp}")
file=$OV_SHARED/corpus/layers/jupyter/layer.yml

measure() {
    local label=$1 mode=$2 server=$3
    shift 3
    python3 "$bench/lspbench.py" --label "$label" --server "$server" --root "$OV_SHARED/corpus" --file "$file" --diagnostics "$mode" \
        --scales "${OV_BENCH_SCALES:-1,10,100,1000}" --suites startup,scale,burst --out "$out/$label.json" "$@"
}

measure null-push push "python3 $bench/nullserver.py push"
measure ov-lsp-push push "$ov_lsp server"
if yls=$(npm_package yaml-language-server 1.19.2); then
    schema="file://$bench/layer.schema.json"
    measure yaml-language-server-push push "node $yls/bin/yaml-language-server --stdio" \
        --settings "{\"yaml\": {\"schemas\": {\"$schema\": \"**/layer.yml\"}, \"validate\": true}}"
fi
if command -v rlsp-yaml >/dev/null; then
    # It refuses schemas of this machine, so it gets ours by a proxy that answers everything with it.
    python3 "$bench/schema_proxy.py" 18099 &
    proxy=$!
    trap 'kill "$proxy"' EXIT
    measure rlsp-yaml-push push rlsp-yaml \
        --settings '{"httpProxy": "http://127.0.0.1:18099", "schemas": {"http://schema.example/layer.json": "**/layer.yml"}}'
else
    echo "not compared with rlsp-yaml: cargo install --locked rlsp-yaml@0.13.0"
fi
measure null-pull pull "python3 $bench/nullserver.py pull"
measure ov-lsp-pull pull "$ov_lsp server"
python3 "$bench/show.py" "$out"/*.json
