/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_SYSTEMD_H
#define ADMINISTRATION_SETUP_SYSTEMD_H

/* Is this system run by systemd? 1 or 0 */
int setup_systemd_runs(void);

/* Does it discard, at every boot, an image that was not resumed? 1 or 0 */
int setup_systemd_settles(void);

/* If not, the command that has it do so. */
const char *setup_systemd_settle_cure(void);

/* Have it read its units again, if it runs. 0, or -1 after saying what failed. */
int setup_systemd_reload(void);

/* Likewise, and logind. */
int setup_systemd_reload_with_logind(void);

/*
 * Have the kernel know "MAJOR:MINOR OFFSET" again, as far as it lets itself be told. 0, or -1
 * after saying what failed.
 */
int setup_systemd_unannounce(const char *known);

#endif
