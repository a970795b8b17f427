/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CONFIG_CONFIG_FILE_H
#define CONFIG_CONFIG_FILE_H

#define CONFIG_FILE "/etc/hibernate.conf"

/*
 * Called for every "key = value" line; 0, or -errno to stop. Both strings last only for
 * the call.
 */
typedef int config_setting(void *context, const char *key, const char *value, int line);

/*
 * Read a configuration file: one setting a line, # begins a comment line, blanks around
 * key and value do not count. A line without "=" comes with value NULL. 0, -errno of the
 * file, -ENOENT if there is none, or what setting returned.
 */
int config_file_read(const char *path, config_setting *setting, void *context);

#endif
