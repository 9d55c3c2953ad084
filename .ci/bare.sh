# Bare systems for the README's commands: what debootstrap makes of this machine's own package sources, and nothing else of the machine. What runs
# in one has mounts and process numbers of its own, which end with it. Where none can be made the commands run here. Sourced by run.

bare=""    # the folder of the roots, empty where there is none
source=.   # where the next command finds the source

# Where util-linux keeps a signal from its child, the child is ended with it all the same.
alone() { heard unshare --mount --pid --fork --kill-child --mount-proc "$@"; }

# "ADDRESS COMPONENTS FILE" of this system's release, as apt has read it from its lists of either form.
bare_source() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(CODENAME) $(COMPONENT) $(SOURCESENTRY)' 'Created-By: Packages' | awk -v codename="$1" '
        $3 == codename && $2 !~ /-/ && $4 ~ /^(main|universe)$/ && (address == "" || address == $1) && !seen[$4]++ {
            address = $1; parts = parts (parts == "" ? "" : ",") $4; file = $5; sub(/:[0-9]*$/, "", file) }
        END { if (address != "") print address, parts, file }'
}

# How apt reaches its sources: for debootstrap, which knows the environment only, and for the root.
bare_connection() {
    eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
    [ "${http_proxy:-}" != DIRECT ] || unset http_proxy
    [ "${https_proxy:-}" != DIRECT ] || unset https_proxy
    [ -z "${http_proxy:-}" ] || export http_proxy
    [ -z "${https_proxy:-}" ] || export https_proxy
    env | grep -iE '^(https?|no)_proxy=' >"$bare/env" || true
    apt-config dump | grep -E '^Acquire::(https?::|Retries|ForceIPv|Check-)' | grep -v Auto-Detect >"$bare/apt.conf" || true
}

# Makes the root; where it cannot, the last line says why.
bare_try() {
    local address parts file keys codename certificates=/etc/ssl/certs/ca-certificates.crt
    local options=(--variant=minbase)
    [ "$(id -u)" -eq 0 ] || { echo "not run as root"; return 1; }
    alone true || return 1
    heard apt-get update -q || return 1
    command -v debootstrap || install debootstrap || return 1
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    read -r address parts file < <(bare_source "$codename") || { echo "apt has no source of $codename"; return 1; }
    bare_connection
    keys=$(sed -nE 's/.*[Ss]igned-[Bb]y[=:] *(\/[^] ,]*).*/\1/p' "$file" | head -n 1)
    case $keys in *.gpg) options+=(--keyring="$keys") ;; esac
    case $address in https:*) options+=(--include=ca-certificates) ;; esac
    alone timeout 1200 debootstrap "${options[@]}" --components="$parts" "$codename" "$bare/base" "$address" || return 1
    [ -z "$keys" ] || [ -e "$bare/base$keys" ] || cp "$keys" "$bare/base/etc/apt/trusted.gpg.d/"
    case $address in https:*) cp "$certificates" "$bare/base$certificates" ;; esac
    cp "$bare/apt.conf" "$bare/base/etc/apt/apt.conf.d/99connection"
    cp /etc/hosts /etc/resolv.conf "$bare/base/etc/"
    echo "$codename"
}

# Makes the root that each of the README's commands gets a copy of.
bare_make() {
    local log
    step "a bare system by debootstrap"
    bare=$(mktemp -d)
    log=$bare/log
    if bare_try >"$log" 2>&1; then
        printf '%s, %d MB, made in %d seconds\n' "$(tail -n 1 "$log")" "$(megabytes "$bare/base")" "$SECONDS"
    else
        printf 'none can be made here (%s): the commands run on this machine as it is\n' "$(tail -n 1 "$log")"
        bare_remove
    fi
}

# A fresh root, and in it the source as it is committed.
bare_copy() {
    [ -n "$bare" ] || return 0
    source=$bare/root/solatium
    rm -rf --one-file-system "$bare/root"
    cp -a --reflink=auto "$bare/base" "$bare/root"
    mkdir "$source"
    git archive HEAD | tar -x -C "$source"
}

# Runs commands there, with an environment that holds nothing of this machine's.
in_bare() {
    local began=$SECONDS before status=0
    if [ -z "$bare" ]; then
        heard bash -euo pipefail -c "$1"
        return
    fi
    before=$(megabytes "$bare/root")
    # shellcheck disable=SC2016
    alone bash -euc 'mount -t proc proc "$0/proc"
        exec chroot "$0" env -i $(cat "$1") HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            DEBIAN_FRONTEND=noninteractive bash -euo pipefail -c "cd /solatium; $2"' "$bare/root" "$bare/env" "$1" || status=$?
    printf 'took %d seconds and %d MB\n' $((SECONDS - began)) $(($(megabytes "$bare/root") - before))
    return $status
}

megabytes() { du -sm "$1" | cut -f 1; }

bare_remove() {
    [ -z "$bare" ] || rm -rf --one-file-system "$bare"
    bare=""
    source=.
}
