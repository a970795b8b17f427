/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_SHOW_H
#define WRITER_SHOW_H

#include "suspend-writer/options.h"

/* Print which area would be used, and the image in it. 0, or -1 after saying why not. */
int show(const struct options *options);

#endif
