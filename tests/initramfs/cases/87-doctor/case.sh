# Tests hibernate doctor: each thing that is broken is named, with a cure that helps; and that hibernate refuses what
# nothing would resume, unless it is forced.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
timeout=240
append=secretmem.enable=1
boot save1 <<'GUEST'
# examine NAME: what failed, and the exit status.
examine() {
    local status=0
    hibernate doctor >/run/doctor 2>&1 || status=$?
    cat /run/doctor
    grep -A 1 ^FAILED /run/doctor | sed "s/^/$1> /" >/dev/ttyS1
    say "$1> status $status, $(tail -n 1 /run/doctor)"
}
apply_cure() {
    eval "$(sed -n 's/^        cure: //p' /run/doctor | head -n 1)"
}
hold_secret() {
    rm -f /run/secret
    secret-memory "$1" /run/secret &
    secret=$!
    until [ -e /run/secret ]; do
        [ -d "/proc/$secret" ] || die 'no secret memory'
        sleep 0.1
    done
}

make_swapfile /swapfile 512
witness_start 60 random
examine whole

swapoff /swapfile
examine swapoff
echo 'swap = /swapfile' >/etc/hibernate.conf
examine swap-named
apply_cure
swapoff /swapfile
fallocate -l 16M /small
chmod 600 /small
mkswap /small >/dev/null
swapon /small
echo 'swap = /small' >/etc/hibernate.conf
examine too-small
apply_cure
hibernate doctor >/run/doctor || true
say "larger> $(grep ' room: ' /run/doctor)"
hibernate setup --undo
swapoff /small
swapon /swapfile
rm /etc/hibernate.conf

place="resume = $swap_device"
printf '%s\n' "$place" "resume_offset = $((swap_offset + 1))" >/etc/hibernate.conf
examine wrong-offset
printf '%s\n' 'resume = UUID=1234' "resume_offset = $swap_offset" >/etc/hibernate.conf
examine no-such-device
rm /etc/hibernate.conf
mv /etc/kernel/cmdline /etc/kernel/away
examine no-address
unchanged hibernate
mv /etc/kernel/away /etc/kernel/cmdline

rm /dev/snapshot
examine no-node
apply_cure
for held in open mapped; do
    hold_secret $held
    examine "secret-$held"
    kill $secret
    wait $secret || true
done

examine mended
hibernate doctor --json --dry-run >/run/doctor 2>/run/progress
say "json $(cat /run/doctor)"

cp /run/resume-loader /run/away
echo "missing $swap_device" >/run/resume-loader
examine not-found
unchanged hibernate
mv /run/away /run/resume-loader

rm /run/resume-loader
examine no-loader
unchanged hibernate
unchanged hibernate --dry-run
hibernate_cycle --force
GUEST
hibernated
console_clean
# failed NAME FINDING CURE: regular expressions.
failed() {
    expect "$1> FAILED  $2" "$1>         cure: $3" "$1> status 1, [1-9] of the checks failed: .*"
}
expect 'whole> status 0, a hibernation now would come back'
failed swapoff 'swap area: no swap area on a disk is active.*' 'hibernate setup'
failed swap-named 'swap area: /swapfile is not an active swap area.*' 'swapon /swapfile'
failed too-small 'room: /small is too small: 1[0-9] MiB are free, and [0-9]+ MiB are needed .*' 'hibernate setup --path /swapfile-hibernate --size [0-9]+M'
expect 'larger> (ok|note) +room: [0-9]+ MiB are free in /swapfile-hibernate.*'
failed wrong-offset 'resume address: resume_offset=[0-9]+ of /etc/hibernate.conf is wrong: /swapfile begins at page [0-9]+' \
    '.*resume_offset = [0-9]+ into /etc/hibernate.conf.*'
failed no-such-device 'resume address: resume=UUID=1234 of /etc/hibernate.conf names no device that is here' \
    '.*resume_offset = [0-9]+ into /etc/hibernate.conf.*'
failed no-address 'resume address: nothing tells the loader where to look' 'hibernate setup, or write resume = .*'
failed no-node 'kernel: the node /dev/snapshot has been removed' 'mknod .*'
failed secret-open 'secret memory: process [0-9]+ \(secret-memory\) holds secret memory.*' 'end process [0-9]+'
failed secret-mapped 'secret memory: process [0-9]+ \(secret-memory\) holds secret memory.*' 'end process [0-9]+'
expect 'mended> status 0, a hibernation now would come back'
failed not-found 'device at boot: the initramfs of this boot did not find resume=.*' 'see that the initramfs has .*, and boot once'
failed no-loader 'initramfs: there is no initramfs of kernel .*, and this boot ran no loader.*' '.*'

expect 'output hibernate: the initramfs of this boot did not find .*; --force hibernates all the same' \
    'output hibernate: nothing tells the loader where to look: it needs resume=.*' \
    'output hibernate: there is no initramfs of kernel .*, and this boot ran no loader: .* --force hibernates all the same'
said=$(tr -d '\r' <"$LOGS/save1.result")
[ "$(grep -x 'status [0-9]*' <<<"$said" | paste -sd ' ')" = 'status 1 status 1 status 1 status 0' ] || fail "exit status: $said"
[ "$(grep -cxE "unchanged $restored no-mark" <<<"$said")" = 4 ] || fail "changed: $said"
sed -n 's/^json //p' <<<"$said" | python3 -c '
import json, sys
answer = json.load(sys.stdin)
assert answer["verdict"] == "ok", answer
checks = {check["check"]: check for check in answer["checks"]}
assert checks["rehearsal"]["status"] == "ok", checks["rehearsal"]
assert " MiB of memory stored in " in checks["rehearsal"]["found"], checks["rehearsal"]
assert checks["initramfs"]["found"].startswith("the initramfs that this boot came from"), checks
' || fail "json: $said"
resume restore
expect 'end 0'
fsck_clean
