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
 * key and value do not count. 0, -errno of the file or of a setting; -ENOENT if there is
 * no such file; -EINVAL for a line without "=", passed to setting with value NULL first.
 */
int config_file_read(const char *path, config_setting *setting, void *context);

#endif
