# Tests swap areas on storage that writes after the snapshot, loses its key, or is served from elsewhere: each refused by name.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
new_extra_disk pieces.img 1100M
new_extra_disk bcache.img 64M
{
    echo 'label: gpt'
    for _ in {1..13}; do echo 'size=40M'; done
    printf 'size=%s\n' 250M 250M
} | sfdisk -q "$LOGS/pieces.img"
make-bcache -B "$LOGS/bcache.img" >"$LOGS/make-bcache" 2>&1
early_modules='dm-thin-pool dm-snapshot dm-cache-smq dm-writecache dm-integrity crc32c
    dm-flakey dm-mirror dm-raid dm-crypt xts aes_generic ecb raid0 raid1 raid10 linear bcache
    zram lzo lzo-rle loop brd nvmet-tcp nvme-tcp btrfs'
guest_modules=null_blk
guest_tools='mdadm mkfs.btrfs chattr'
before_loader=$(wait_for_disks)
memory=640
timeout=300
boot refused <<'GUEST'
export PATH=/run/guest/tools/bin:$PATH DM_DISABLE_UDEV=1
piece=$(readlink /dev/disk/by-id/disk1)p
key=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f

# map NAME [OPTION VALUE] TARGET...: a mapped device of 32 MiB
map() {
    local name=$1
    shift
    case $1 in -*) local option="$1 $2"; shift 2 ;; *) local option= ;; esac
    echo "0 65536 $*" | dmsetup create $option "$name"
    dmsetup mknodes
}

# array LEVEL OPTION...: /dev/md0
array() {
    echo y | mdadm --create /dev/md0 --run --metadata=1.2 --level="$@" >/run/mdadm 2>&1 || die "$(cat /run/mdadm)"
}

end_array() {
    mdadm --stop /dev/md0 2>/dev/null
    mdadm --zero-superblock "${piece}11" "${piece}12" 2>/dev/null
}

# judge NAME STATUS REGEX
judge() {
    if [ "$2" = 1 ] && grep -q "$3" /run/output; then
        say "refused: $1"
    else
        say "not refused: $1, status $2: $(cat /run/output)"
        missed=1
    fi
}

# refused KIND WHY DEVICE: when it is the area that is asked for.
refused() {
    local status=0 area
    area=$(readlink -f "$3")
    mkswap "$area" >/dev/null
    swapon "$area" || die "no swap on $3"
    hibernate --dry-run --swap "$area" >/run/output 2>&1 || status=$?
    swapoff "$area"
    judge "$1" "$status" "^hibernate: $area cannot hold the image: it lies on $1 ([^ ]*), $2"
}

# not_here WHY FILE: a file that is no swap area of this machine's, as show judges it
not_here() {
    local status=0
    hibernate show --swap "$2" >/run/output 2>&1 || status=$?
    judge "$1" "$status" "^hibernate: $2 $1"
}

missed=
own='which goes on writing by itself after the snapshot'
unknown='which is not known to leave its disks alone'

map pool thin-pool ${piece}1 ${piece}2 128 0
dmsetup message pool 0 'create_thin 0'
map thin thin /dev/mapper/pool 0
refused dm-thin "$own" /dev/mapper/thin
map above-thin linear /dev/mapper/thin 0
refused dm-thin "$own" /dev/mapper/above-thin
map origin snapshot-origin ${piece}3
refused dm-snapshot "$own" /dev/mapper/origin
map snapshot snapshot ${piece}3 ${piece}4 N 8
refused dm-snapshot "$own" /dev/mapper/snapshot
map cache cache ${piece}5 ${piece}6 ${piece}7 128 1 writethrough default 0
refused dm-cache "$own" /dev/mapper/cache
map writecache writecache s ${piece}8 ${piece}9 4096 0
refused dm-writecache "$own" /dev/mapper/writecache
map integrity integrity ${piece}10 0 - J 1 internal_hash:crc32c
dd if=/dev/zero of=/dev/mapper/integrity bs=1M count=32 2>/dev/null # its checksums are not there yet
refused dm-integrity "$own" /dev/mapper/integrity
map mirror mirror core 1 64 2 ${piece}11 0 ${piece}12 0
refused dm-mirror "$own" /dev/mapper/mirror
dmsetup remove mirror
map raid raid raid1 3 0 region_size 1024 2 - ${piece}11 - ${piece}12
refused dm-raid "$own" /dev/mapper/raid
dmsetup remove raid
map flakey flakey ${piece}13 0 60 0
refused 'device mapper target flakey' "$unknown" /dev/mapper/flakey
dmsetup remove flakey

gone='whose key may be gone at the next boot'
map plain crypt aes-xts-plain64 $key 0 ${piece}13 0
refused 'dm-crypt without a LUKS header' "$gone" /dev/mapper/plain
map above-plain linear /dev/mapper/plain 0
refused 'dm-crypt without a LUKS header' "$gone" /dev/mapper/above-plain
dmsetup remove above-plain
dmsetup remove plain
map random -u CRYPT-PLAIN-random crypt aes-xts-plain64 $key 0 ${piece}13 0
refused 'dm-crypt without a LUKS header' "$gone" /dev/mapper/random
dmsetup remove random
map gone -u CRYPT-LUKS2-00112233445566778899aabbccddeeff-gone crypt aes-xts-plain64 $key 0 ${piece}13 0
refused 'dm-crypt without a LUKS header' "$gone" /dev/mapper/gone
dmsetup remove gone

for level in raid0 raid10; do
    array $level -n 2 --assume-clean ${piece}11 ${piece}12
    refused "md $level" 'of which only RAID1 is known' /dev/md0
    end_array
done
array 1 -n 2 ${piece}11 missing
refused 'a degraded md array' 'of which another disk may be there' /dev/md0
end_array
echo 1 >/proc/sys/dev/raid/speed_limit_min
echo 1 >/proc/sys/dev/raid/speed_limit_max
array 1 -n 2 ${piece}11 ${piece}12
refused 'md under resync' "$own: wait until it has ended" /dev/md0
end_array

readlink -f /dev/disk/by-id/disk2 >/sys/fs/bcache/register
until [ -b /dev/bcache0 ]; do sleep 0.1; done
refused bcache "$own" /dev/bcache0
fallocate -l 40M /inner
losetup /dev/loop0 /inner
refused loop 'whose work queue stands still' /dev/loop0
map above-loop linear /dev/loop0 0
refused loop 'whose work queue stands still' /dev/mapper/above-loop
echo 40M >/sys/block/zram0/disksize
refused zram 'which loses what it holds' /dev/zram0
refused ram 'which loses what it holds' /dev/ram0
insmod /run/guest/null_blk.ko memory_backed=1 gb=1
refused 'a virtual device' "$unknown" /dev/nullb0

mount -t configfs none /sys/kernel/config
cd /sys/kernel/config/nvmet
mkdir -p subsystems/nqn.test/namespaces/1 ports/1
echo 1 >subsystems/nqn.test/attr_allow_any_host
echo ${piece}13 >subsystems/nqn.test/namespaces/1/device_path
echo 1 >subsystems/nqn.test/namespaces/1/enable
echo tcp >ports/1/addr_trtype
echo ipv4 >ports/1/addr_adrfam
echo 127.0.0.1 >ports/1/addr_traddr
echo 4420 >ports/1/addr_trsvcid
ln -s /sys/kernel/config/nvmet/subsystems/nqn.test ports/1/subsystems/nqn.test
cd /
ifconfig lo 127.0.0.1 up
disks=$(echo /dev/nvme?n1)
echo transport=tcp,traddr=127.0.0.1,trsvcid=4420,nqn=nqn.test >/dev/nvme-fabrics
until [ "$(echo /dev/nvme?n1)" != "$disks" ]; do sleep 0.1; done
remote=$(echo /dev/nvme?n1 | sed 's/.* //')
refused 'NVMe over fabrics' 'which needs a network' $remote

cow='is copied on write or compressed'
mkdir /run/btrfs
try_btrfs() { # WHY MKFS-OPTION...
    local why=$1
    shift
    mkfs.btrfs -f -q "$@" >/run/mkfs 2>&1 || die "$(cat /run/mkfs)"
    mount -t btrfs ${piece}14 -o ${options:-defaults} /run/btrfs
    touch /run/btrfs/file
    ${attribute:-chattr +C} /run/btrfs/file
    head -c 1000000 /dev/zero >/run/btrfs/file
    sync
    not_here "$why" /run/btrfs/file
    umount /run/btrfs
}
attribute=true try_btrfs "$cow" ${piece}14
attribute=true options=compress-force try_btrfs "$cow" ${piece}14
try_btrfs 'lies on a btrfs that keeps its data twice' -d dup ${piece}14
try_btrfs 'lies on a btrfs of several devices' -d single -m single ${piece}14 ${piece}15

mkdir /run/plain
mount -t tmpfs none /run/plain
head -c 10000 /dev/zero >/run/plain/file
not_here 'lies on a filesystem that does not tell' /run/plain/file

# The only one there is, without being asked for.
swapon /dev/mapper/above-thin
status=0
hibernate show >/run/output 2>&1 || status=$?
judge 'the only one' "$status" '^hibernate: no swap area on a disk is active (/dev/mapper/above-thin lies on dm-thin .*'
[ -z "$missed" ]
GUEST
not_refused=$(grep 'not refused' "$LOGS/refused.result") && fail "$not_refused"
expect 'end 0'
console_lacks 'Freezing user space|BUG:|Oops|blocked for more than'
