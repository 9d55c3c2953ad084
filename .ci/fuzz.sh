# The fuzz targets with libFuzzer; sourced by run.

FUZZ_SECONDS=${FUZZ_SECONDS:-60}

# Runs all targets of a build side by side, each from its seeds; each counts as a test.
fuzz() {
    local build=$1 target name corpus entry
    local running=()
    export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 # undefined behaviour alone is only printed
    for target in "$build"/tests/fuzz/fuzz_*; do
        [ -f "$target" ] && [ -x "$target" ] || continue
        name=$(basename "$target")
        corpus=$build/corpus-$name
        mkdir -p "$corpus"
        "$target" -max_total_time="$FUZZ_SECONDS" -seed=20190619 -rss_limit_mb=2048 -timeout=30 \
            "$corpus" "tests/fuzz/corpus/${name#fuzz_}" >"$build/$name.log" 2>&1 &
        running+=("$!:$name")
    done
    for entry in "${running[@]}"; do
        if wait "${entry%%:*}"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            tail -n 60 "$build/${entry#*:}.log"
        fi
    done
}
