# Tests when the dracut module puts itself into an initramfs made for one machine only. Boots nothing.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
. "${BASH_SOURCE%/*}/../../dracut-lib.sh"
module=/usr/lib/dracut/modules.d/50hibernate
no_kernel=(--no-kernel --kver none)

includes() {
    image_for "$@" "${no_kernel[@]}" || fail "$1: $(cat "$LOGS/$1.log")"
    grep -q ' usr/sbin/resume-loader$' "$LOGS/$1.list" || fail "$1: the loader is not in the image"
}

leaves_out() {
    image_for "$@" "${no_kernel[@]}" || fail "$1: $(cat "$LOGS/$1.log")"
    ! grep -E '50-hibernate|hibernate-resume.service|resume-loader' "$LOGS/$1.list" >&2 || fail "$1: the module is in the image"
}

leaves_out nothing-configured 'rm -f etc/hibernate.conf'
leaves_out comment-only 'echo "# resume = /dev/sda1" >etc/hibernate.conf'
includes configured 'echo "resume = UUID=1234" >etc/hibernate.conf'
grep -q ' etc/hibernate.conf$' "$LOGS/configured.list" || fail "the configuration is not in the image"
includes kernel-command-line 'echo root=LABEL=debian resume=UUID=1234 resume_offset=1 >run/cmdline'
includes next-command-line 'mkdir -p etc/kernel; echo quiet resume=UUID=1234 >etc/kernel/cmdline'
includes asked-for : --add hibernate
includes asked-for-plain : --add hibernate --omit 'systemd systemd-initrd dracut-systemd'
grep -q 'hooks/pre-mount/00-hibernate-resume.sh$' "$LOGS/asked-for-plain.list" || fail "no pre-mount hook"
leaves_out no-loader 'rm usr/sbin/resume-loader; echo "resume = UUID=1234" >etc/hibernate.conf'
leaves_out no-module "rm -r .$module"
