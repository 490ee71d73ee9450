# The action and the GitLab job on projects with and without findings: pipelines.sh PYTHON FOLDER.
set -euo pipefail
python=$1 folder=$2
runner=tests/adopting/runner.py

# says WHAT TEXT: TEXT is in the output of the last run.
says() {
    grep -qF -- "$1" "$said" || { echo "missing: $1"; cat "$said"; exit 1; }
}

mkdir -p "$folder"
said=$folder.said
cp -r tests/projects/mistakes/. "$folder"
git init -q "$folder"
git -C "$folder" add -A
git -C "$folder" commit -qm "as it is"

echo "-- the action"
"$python" $runner action action.yml "$folder" sarif=true >"$said" 2>&1
says '::warning '
says '[upload] would use github/codeql-action/upload-sarif@v3'
says '[verdict] ended with 1'
says 'output status=1'
says 'summary of the job: '
grep -qE '^output findings=[1-9]' "$said"
"$python" $runner action action.yml "$folder" since=HEAD summary=false >"$said" 2>&1
says 'output findings=0'
says '[verdict] not due'
"$python" $runner action action.yml "$folder" "args=--fail-on=error
--select=restart-value" paths=layers >"$said" 2>&1
says 'output findings='
"$python" $runner action action.yml "$folder" baseline=none.json >"$said" 2>&1
says '::error title=ov-lsp::ov-lsp: none.json: no such baseline'
says '[verdict] ended with 2'
says 'output sarif='

echo "-- the GitLab job"
"$python" $runner gitlab integrations/gitlab/ov-lsp.gitlab-ci.yml "$folder" >"$said" 2>&1
says 'job ended with 1'
says 'report codequality: True'
says 'report junit: True'
"$python" $runner gitlab integrations/gitlab/ov-lsp.gitlab-ci.yml "$folder" OV_LSP_ARGS="--since=HEAD --quiet" >"$said" 2>&1
says 'job ended with 0'
echo "summary: the action and the GitLab job run to their verdicts"
