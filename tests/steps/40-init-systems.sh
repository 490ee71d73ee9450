# What `render` shows, judged by the init systems themselves.
. tests/lib.sh

cargo build --release --locked --quiet -p ov-lsp
ov_lsp=${CARGO_TARGET_DIR:-target}/release/ov-lsp
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

projects=("$OV_ROOT")
if [ -d "$OV_SHARED/corpus" ]; then
    projects+=("$OV_SHARED/corpus")
else
    echo "SKIPPED: the real project, since there is no $OV_SHARED/corpus"
fi
for project in "${projects[@]}"; do
    "$ov_lsp" render --project "$project" --home /home/user --format json >"$work/$(basename "$project").json"
done

if python=$(python_env supervisor supervisor==4.3.0 setuptools==80.9.0 PyYAML==6.0.3); then
    for project in "${projects[@]}"; do
        "$python/bin/python" tests/init/supervisor_loads.py "$project" "$work/$(basename "$project").json"
    done
    if have systemd-analyze systemd; then
        "$python/bin/python" tests/init/refuses.py "$ov_lsp" tests/init/refused.yml
    fi
    "$python/bin/python" tests/init/supervisor_runs.py "$work/$(basename "$OV_ROOT").json"
else
    echo "SKIPPED: supervisord, since pip cannot fetch it"
fi

if have systemd-analyze systemd && have python3; then
    for project in "${projects[@]}"; do
        python3 tests/init/systemd_verifies.py "$work/$(basename "$project").json"
    done
else
    echo "SKIPPED: systemd units, since there is no systemd-analyze"
fi
