/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_PLYMOUTH_H
#define LOADER_PLYMOUTH_H

/*
 * Show a text of at most 253 bytes on the boot splash, where plymouthd runs, in place of the one before.
 * Never blocks; what plymouthd does not take is lost. Request 'M' of plymouth's ply-boot-protocol.h.
 */
void plymouth_show(const char *text);

#endif
