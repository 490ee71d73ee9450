# The ways into a pipeline, tried as far as a shell shows them: hooks, the action, the GitLab job, and the guide's commands.
. tests/lib.sh

cargo build --release --locked --quiet -p ov-lsp
binaries=$(cd "${CARGO_TARGET_DIR:-target}/release" && pwd)
export PATH=$binaries:$PATH
have git || skip "hooks and pipelines, since there is no git"
python=$(python_env adopting pre-commit==4.3.0 check-jsonschema==0.34.0 PyYAML==6.0.3) || skip "hooks and pipelines, since pip cannot fetch what runs them"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_AUTHOR_NAME=tests GIT_AUTHOR_EMAIL=tests@localhost GIT_COMMITTER_NAME=tests GIT_COMMITTER_EMAIL=tests@localhost
export GIT_CONFIG_GLOBAL=$work/gitconfig PRE_COMMIT_HOME=$work/pre-commit
git config --global --add safe.directory '*'

echo "-- files as their schemas want them"
"$python/bin/check-jsonschema" --builtin-schema vendor.github-actions action.yml
"$python/bin/check-jsonschema" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci integrations/gitlab/*.yml
"$python/bin/pre-commit" validate-manifest .pre-commit-hooks.yaml

echo "-- reports as their readers want them"
"$python/bin/python" tests/adopting/reports.py ov-lsp tests/projects/mistakes

bash tests/adopting/hooks.sh "$python/bin/pre-commit" "$work/hooks"
bash tests/adopting/pipelines.sh "$python/bin/python" "$work/pipelines"

echo "-- the guide"
if [ -d "$OV_SHARED/corpus" ]; then
    "$python/bin/python" tests/adopting/guide.py docs/adopting.md "$OV_SHARED/corpus"
else
    echo "SKIPPED: the guide to adopting, since there is no $OV_SHARED/corpus"
fi
