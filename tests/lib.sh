# Helpers of the steps and the benches. A step sources this file and ends with 0 (passed), 77 (skipped, with a reason) or anything else.
set -euo pipefail
OV_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export OV_ROOT OV_SHARED=${OV_SHARED:-$(dirname "$OV_ROOT")/shared} OV_TEST_CACHE=${OV_TEST_CACHE:-$OV_ROOT/tests/.cache}
cd "$OV_ROOT"

# Ends the step because something is not here.
skip() {
    echo "SKIPPED: $*"
    exit 77
}

# Whether a command is here; installs its Debian package where OV_TEST_INSTALL=1 allows that.
have() {
    local command=$1 package=${2:-$1}
    command -v "$command" >/dev/null && return 0
    [ "${OV_TEST_INSTALL:-}" = 1 ] && command -v apt-get >/dev/null || return 1
    apt-get install -y --no-install-recommends "$package" >&2 || { apt-get update >&2 && apt-get install -y --no-install-recommends "$package" >&2; }
    command -v "$command" >/dev/null
}

# Prints the folder of an npm package in the cache, installing it first: npm_package NAME VERSION.
npm_package() {
    local name=$1 version=$2 prefix
    prefix=$OV_TEST_CACHE/npm/$name-$version
    if [ ! -e "$prefix/.complete" ]; then
        have npm || return 1
        mkdir -p "$prefix"
        echo '{"private":true}' >"$prefix/package.json"
        npm install --prefix "$prefix" --ignore-scripts --no-audit --no-fund --loglevel=error "$name@$version" >&2 || return 1
        touch "$prefix/.complete"
    fi
    echo "$prefix/node_modules/$name"
}

# Prints a Python environment in the cache that holds the packages: python_env NAME REQUIREMENT...
python_env() {
    local name=$1 folder
    shift
    folder=$OV_TEST_CACHE/python/$name
    if [ "$(cat "$folder/.complete" 2>/dev/null)" != "$*" ]; then
        have python3 || return 1
        rm -rf "$folder"
        { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"; } >&2 || return 1
        echo "$*" >"$folder/.complete"
    fi
    echo "$folder"
}
