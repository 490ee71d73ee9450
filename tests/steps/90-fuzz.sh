# A minute of random input for each fuzz target.
. tests/lib.sh

tools=$OV_TEST_CACHE/cargo
if [ ! -x "$tools/bin/cargo-fuzz" ]; then
    cargo install --quiet --locked --root "$tools" cargo-fuzz@0.13.2 || skip "fuzzing, since cargo cannot install cargo-fuzz"
fi
export PATH=$tools/bin:$PATH
bash fuzz/smoke.sh 2>&1 | grep -vE '^(#|INFO:|\s*(DE:|$))' | tail -n 60
