#!/usr/bin/env bash
# Builds the server that goes into a .vsix, and prints its path: server.sh [RUST-TARGET].
# Only the last step differs from an ordinary release build: the program takes the C library along, and no symbols.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

host=$(rustc -vV | sed -n 's/^host: //p')
triple=${1:-$host}
target=${CARGO_TARGET_DIR:-target}
built=$target/release/ov-lsp
select=()
flags=(-C strip=symbols)
[ "$triple" = "$host" ] || { select=(--target "$triple"); built=$target/$triple/release/ov-lsp; }
case $triple in
*-windows-*) built=$built.exe flags+=(-C target-feature=+crt-static) ;;
*-linux-*) flags+=(-C target-feature=+crt-static) ;;
esac

cargo rustc --release --locked --quiet -p ov-lsp --bin ov-lsp "${select[@]}" -- "${flags[@]}" >&2

packed=$target/vsix/$triple/$(basename "$built")
mkdir -p "$(dirname "$packed")"
cp "$built" "$packed.new"
mv "$packed.new" "$packed"
case $triple in
*-linux-*) if ldd "$packed" 2>/dev/null | grep -q '=>'; then echo "$packed needs libraries of the system" >&2; exit 1; fi ;;
esac
realpath "$packed"
