/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_REMOTE_H
#define WRITER_REMOTE_H

/*
 * Over ssh nobody shall wait for a connection that stands still, and the save shall not end with
 * it. If sshd or dropbear is among the ancestors, go on in a process of its own session, with the
 * messages where they were. The first process stays until remote_leave() of the other, or its end,
 * whose status it takes over. 0, or -1 after saying why not.
 */
int remote_begin(void);

/*
 * Nothing is left that could refuse: let the first process end with status 0, and wait until its
 * connection is closed. -1 after saying so if it was interrupted meanwhile; nothing to do and 0
 * without ssh.
 */
int remote_leave(void);

#endif
