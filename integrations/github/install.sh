#!/usr/bin/env bash
# Builds `ov-lsp` from the checkout of this action into $OV_PLACE, unless it is there or installed already.
set -euo pipefail
: "${OV_SOURCE:?}" "${OV_PLACE:?}"

if [ -x "$OV_PLACE/bin/ov-lsp" ] || command -v ov-lsp >/dev/null; then
    exit 0
fi
command -v cargo >/dev/null || { echo "::error title=ov-lsp::there is no cargo to build ov-lsp with"; exit 2; }
cargo install --locked --quiet --root "$OV_PLACE" --path "$OV_SOURCE/server/ov-lsp"
