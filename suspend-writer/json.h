/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_JSON_H
#define WRITER_JSON_H

/* A string to stdout, quoted and escaped: RFC 8259, section 7. */
void json_print_string(const char *text);

/* A member and the comma behind it. */
void json_print_member(const char *name, const char *value);

#endif
