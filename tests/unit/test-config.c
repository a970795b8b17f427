// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <errno.h>
#include <unistd.h>

#include "config/config-file.h"

struct seen {
	char text[512];
	int stop_at;
};

static int note(void *context, const char *key, const char *value, int line)
{
	struct seen *seen = context;
	size_t used = strlen(seen->text);

	snprintf(seen->text + used, sizeof(seen->text) - used, "%d:%s=%s;", line, key,
		 value ? value : "(none)");
	return line == seen->stop_at ? -EPERM : 0;
}

static int read_text(const char *text, struct seen *seen)
{
	char path[] = "build/unit/config-XXXXXX";
	int fd = mkstemp(path), r;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	r = config_file_read(path, note, seen);
	close(fd);
	unlink(path);
	return r;
}

static void settings_are_trimmed_and_numbered(void **state)
{
	struct seen seen = { "", 0 };

	(void)state;
	assert_int_equal(read_text("# a comment\n\n  swap =\t/swap file \nlevel=-1\nx==y\n",
				   &seen), 0);
	assert_string_equal(seen.text, "3:swap=/swap file;4:level=-1;5:x==y;");
}

static void last_line_needs_no_newline(void **state)
{
	struct seen seen = { "", 0 };

	(void)state;
	assert_int_equal(read_text("a = b", &seen), 0);
	assert_string_equal(seen.text, "1:a=b;");
}

static void line_without_equals_has_no_value(void **state)
{
	struct seen seen = { "", 0 };

	(void)state;
	assert_int_equal(read_text("word\na=b\n", &seen), 0);
	assert_string_equal(seen.text, "1:word=(none);2:a=b;");
}

static void long_lines_are_one_line(void **state)
{
	struct seen seen = { "", 0 };
	char text[3000];

	(void)state;
	memset(text, 'x', sizeof(text));
	memcpy(text + 1020, " level = 99", 11);
	strcpy(text + 2000, "\na=b\n");
	text[0] = '#';
	assert_int_equal(read_text(text, &seen), 0);
	assert_string_equal(seen.text, "2:a=b;");
	text[0] = 'y';
	seen.text[0] = '\0';
	assert_int_equal(read_text(text, &seen), 0);
	assert_string_equal(seen.text, "1:(too long)=(none);2:a=b;");
}

static void setting_can_stop(void **state)
{
	struct seen seen = { "", 2 };

	(void)state;
	assert_int_equal(read_text("a=1\nb=2\nc=3\n", &seen), -EPERM);
	assert_string_equal(seen.text, "1:a=1;2:b=2;");
}

static void no_file(void **state)
{
	struct seen seen = { "", 0 };

	(void)state;
	assert_int_equal(config_file_read("/nonexistent/file", note, &seen), -ENOENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_are_trimmed_and_numbered),
		cmocka_unit_test(last_line_needs_no_newline),
		cmocka_unit_test(line_without_equals_has_no_value),
		cmocka_unit_test(long_lines_are_one_line),
		cmocka_unit_test(setting_can_stop),
		cmocka_unit_test(no_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
