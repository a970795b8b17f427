// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <unistd.h>

#include "suspend-writer/memory-zones.h"

/* Of a guest of 1 GiB, put together from Linux 6.1 and 6.12, shortened. */
static const char two_zones[] =
	"Node 0, zone      DMA\n"
	"  per-node stats\n"
	"      nr_inactive_anon 8337\n"
	"  pages free     3808\n"
	"        boost    0\n"
	"        min      181\n"
	"        low      226\n"
	"        high     271\n"
	"        spanned  4095\n"
	"        present  3998\n"
	"        managed  3840\n"
	"        cma      0\n"
	"        protection: (0, 915, 915, 915, 915)\n"
	"  pagesets\n"
	"    cpu: 0\n"
	"              count: 0\n"
	"              high:  113\n"
	"Node 0, zone    DMA32\n"
	"  pages free     77091\n"
	"        high     16622\n"
	"        present  258007\n"
	"        managed  241523\n"
	"        protection: (0, 0, 0, 0, 0)\n"
	"              high_min: 6926\n"
	"              high:  6926\n"
	"Node 0, zone   Normal\n"
	"        high     0\n"
	"        present  0\n"
	"        managed  0\n"
	"        protection: (0, 0, 0, 0, 0)\n";

static struct memory_zones read_zones(const char *text)
{
	char path[] = "/tmp/zones-XXXXXX";
	int fd = mkstemp(path);
	struct memory_zones zones;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	memory_zones_read(path, &zones);
	unlink(path);
	return zones;
}

static void all_zones_together(void **state)
{
	struct memory_zones zones = read_zones(two_zones);

	(void)state;
	assert_int_equal(zones.present, 3998 + 258007);
	assert_int_equal(zones.kept_free, 271 + 915 + 16622);
}

static void no_zone_keeps_more_than_it_has(void **state)
{
	struct memory_zones zones = read_zones("        high     16\n"
					       "        present  3998\n"
					       "        managed  3840\n"
					       "        protection: (0, 3019, 24090, 24090, 24090)\n");

	(void)state;
	assert_int_equal(zones.kept_free, 3840);
}

static void what_is_raised_for_a_while_does_not_count(void **state)
{
	struct memory_zones zones = read_zones("Node 0, zone    DMA32\n"
					       "        boost    6000\n"
					       "        high     22622\n"
					       "        managed  241523\n"
					       "        protection: (0, 0)\n"
					       "Node 1, zone    DMA32\n"
					       "        high     5000\n"
					       "        managed  241523\n"
					       "        protection: (0, 0)\n");

	(void)state;
	assert_int_equal(zones.kept_free, 16622 + 5000);
}

static void nothing_told(void **state)
{
	struct memory_zones zones = read_zones("        protection: (\n        present\n");

	(void)state;
	assert_int_equal(zones.present, 0);
	assert_int_equal(zones.kept_free, 0);
	zones.present = zones.kept_free = 1;
	memory_zones_read("/nonexistent", &zones);
	assert_int_equal(zones.present, 0);
	assert_int_equal(zones.kept_free, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_zones_together),
		cmocka_unit_test(no_zone_keeps_more_than_it_has),
		cmocka_unit_test(what_is_raised_for_a_while_does_not_count),
		cmocka_unit_test(nothing_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
