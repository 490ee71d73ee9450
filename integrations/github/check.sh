#!/usr/bin/env bash
# Checks, annotates and writes the job summary. Ends with 0 whatever is found; the outputs say what was.
set -euo pipefail
: "${OV_PLACE:?}" "${GITHUB_OUTPUT:?}" "${RUNNER_TEMP:?}"
export PATH=$OV_PLACE/bin:$PATH

sarif=$RUNNER_TEMP/ov-lsp.sarif
summary=$RUNNER_TEMP/ov-lsp.md
lines=$RUNNER_TEMP/ov-lsp.jsonl
rm -f "$sarif" "$summary" "$lines"

arguments=(--format=github "--output=sarif=$sarif" "--output=markdown=$summary" "--output=jsonl=$lines")
[ -z "${OV_BASELINE:-}" ] || arguments+=("--baseline=$OV_BASELINE")
[ -z "${OV_SINCE:-}" ] || arguments+=("--since=$OV_SINCE")
while IFS= read -r line; do
    [ -z "$line" ] || arguments+=("$line")
done <<<"${OV_ARGS:-}"
arguments+=(--)
while IFS= read -r line; do
    [ -z "$line" ] || arguments+=("$line")
done <<<"${OV_PATHS:-.}"

status=0
notes=$(mktemp)
ov-lsp check "${arguments[@]}" 2>"$notes" || status=$?
cat "$notes" >&2
# A wrong flag or an unreadable file is no finding, and would otherwise show in the log alone.
[ "$status" -lt 2 ] || echo "::error title=ov-lsp::$(tail -n 1 "$notes")"

if [ "${OV_SUMMARY:-true}" = true ] && [ -s "$summary" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$summary" >>"$GITHUB_STEP_SUMMARY"
fi
{
    echo "status=$status"
    echo "findings=$([ -f "$lines" ] && wc -l <"$lines" | tr -d ' ' || echo 0)"
    echo "sarif=$([ -s "$sarif" ] && echo "$sarif")"
} >>"$GITHUB_OUTPUT"
