# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash
# What both scripts of a power cut's guest can call: files with a known content.

# file_content NUMBER: up to 80 KB.
file_content() {
    yes "file $1" | head -c $(($1 * 7919 % 80000 + 1))
}

# write_files: until /run/stop is there; says of each file when it is on stable storage.
write_files() {
    local i=0
    mkdir -p /files
    until [ -e /run/stop ]; do
        i=$((i + 1))
        file_content "$i" >"/files/$i"
        [ $((i % 8)) = 0 ] || sync "/files/$i" /files
        [ $((i % 8)) != 0 ] || sync
        say "synced $i"
        echo "$i" >/run/last-file
        sleep 0.1
    done
}

# check_files LAST: all up to there must be whole.
check_files() {
    local i=1
    while [ "$i" -le "$1" ]; do
        file_content "$i" | cmp -s - "/files/$i" || die "file $i of $1 is lost"
        i=$((i + 1))
    done
    say "files-ok $1"
}

# say_last: what became of the hibernation.
say_last() {
    hibernate last >/run/last || true
    say "last $(sed -n 's/^outcome: *//p' /run/last)"
}
