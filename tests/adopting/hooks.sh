# Both hooks, run by pre-commit itself: hooks.sh PRE-COMMIT FOLDER.
set -euo pipefail
pre_commit=$1 folder=$2
root=$PWD

echo "-- hooks of pre-commit"
mkdir -p "$folder"
cp -r tests/projects/versioned/. "$folder"
# What pre-commit takes from a repository of hooks at some revision.
hooks=$folder.repository
git init -q "$hooks"
cp .pre-commit-hooks.yaml "$hooks"
git -C "$hooks" add -A
git -C "$hooks" commit -qm hooks
cd "$folder"
cat >.pre-commit-config.yaml <<CONFIG
repos:
  - repo: $hooks
    rev: $(git -C "$hooks" rev-parse HEAD)
    hooks:
      - id: ov-lsp
CONFIG
git init -q
git add -A
"$pre_commit" install >/dev/null
git commit -qm "in order" || { echo "a project in order was refused"; exit 1; }

layer=$(git ls-files 'layers/*/layer.yml' | head -n 1)
sed -i 's/^  version:/  versoin: 1\n  version:/' "$layer"
git add -A
if git commit -qm "a mistake" >refused 2>&1; then
    echo "a mistake was let through"
    exit 1
fi
grep -q 'unknown-key' refused || { cat refused; exit 1; }
rm refused

sed -i 's/id: ov-lsp/id: ov-lsp-fix/' .pre-commit-config.yaml
git checkout -q HEAD -- "$layer"
sed -i 's/^  version:/  versionn:/' "$layer"
"$pre_commit" run --all-files >fixed 2>&1 && { echo "a repaired file counts as changed"; exit 1; }
grep -q 'files were modified by this hook' fixed || { cat fixed; exit 1; }
rm fixed
git diff --quiet HEAD -- "$layer" || { git diff HEAD -- "$layer"; exit 1; }
cd "$root"
echo "summary: hooks run by pre-commit: a clean commit passes, a mistake is refused, a misspelt key is repaired"
