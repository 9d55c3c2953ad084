# What every step of a run is made of, and how a run ends; sourced by run.

passed=0
failed=0

step() { printf '\n== %s (%d min)\n' "$*" $((SECONDS / 60)); }

# In the background, where a signal to the run is heard while it works; a shell lets its background ignore two signals, which tests send.
heard() {
    env --default-signal=INT,QUIT "$@" &
    wait $!
}

# Packages of this machine's own sources.
install() {
    local as_root
    as_root=$(command -v sudo || true)
    heard $as_root apt-get update -q
    heard $as_root apt-get install -q -y --no-install-recommends "$@"
}

# A build in a folder of its own, with the compiler and the options given.
configure() {
    local folder=$1 compiler=$2
    shift 2
    rm -rf "$folder"
    CC=$compiler meson setup "$folder" "$@"
}

# All of one.
build() {
    configure "$@"
    heard ninja -C "$1"
}

# Adds what the last tests of a build came to, and names what they skipped.
count() {
    local log=$1/meson-logs/testlog.json sums
    [ -f "$log" ] || return 0
    sums=$(python3 .ci/count.py "$log")
    passed=$((passed + ${sums% *}))
    failed=$((failed + ${sums#* }))
}

# The tests of a build, with options of `meson test`.
tests() {
    local folder=$1 status=0
    shift
    heard meson test -C "$folder" --print-errorlogs "$@" || status=$?
    count "$folder"
    return $status
}

# However a run ends: nothing of it goes on, no root is left behind, and its last line is the count.
end() {
    local status=$1 left
    set +e
    trap '' INT TERM HUP
    left=$(jobs -p)
    if [ -n "$left" ]; then
        # shellcheck disable=SC2086
        kill $left 2>/dev/null && sleep 2
        # shellcheck disable=SC2086
        kill -KILL $left 2>/dev/null
        wait
    fi
    bare_remove
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    printf '%d passed, %d failed\n' "$passed" "$failed"
    exit $((failed > 0))
}
trap 'end $?' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
