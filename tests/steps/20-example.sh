# The command itself, on the example project and on a real one.
. tests/lib.sh

cargo build --release --locked --quiet -p ov-lsp
ov_lsp=${CARGO_TARGET_DIR:-target}/release/ov-lsp

"$ov_lsp" check --project .
if [ -d "$OV_SHARED/corpus" ]; then
    first=$("$ov_lsp" check "$OV_SHARED/corpus" --format json --exit-zero)
    again=$("$ov_lsp" check "$OV_SHARED/corpus" --format json --exit-zero --jobs 1)
    [ "$first" = "$again" ] || { echo "two runs differ"; exit 1; }
else
    echo "SKIPPED: the real project, since there is no $OV_SHARED/corpus"
fi

if have python3; then
    picture=$(mktemp)
    trap 'rm -f "$picture"' EXIT
    docs/images/make.sh "$picture"
    cmp "$picture" docs/images/finding.svg || { echo "README's picture is stale; run docs/images/make.sh"; exit 1; }
else
    echo "SKIPPED: README's picture, since there is no python3"
fi
