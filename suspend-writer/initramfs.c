// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/initramfs.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "suspend-writer/command.h"
#include "suspend-writer/initramfs-cache.h"

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

#define LIST_SECONDS 60

static void read_word(const char *path, char *word, size_t size)
{
	FILE *file = fopen(path, "re");

	word[0] = '\0';
	if (!file)
		return;
	if (fgets(word, (int)size, file))
		word[strcspn(word, " \n")] = '\0';
	fclose(file);
}

static int add_matching(const char *pattern, struct initramfs *images, int count, int max)
{
	glob_t found;

	if (glob(pattern, GLOB_BRACE, NULL, &found))
		return count;
	for (size_t i = 0; i < found.gl_pathc && count < max; i++)
		snprintf(images[count++].image, sizeof(images->image), "%s", found.gl_pathv[i]);
	globfree(&found);
	return count;
}

int initramfs_find(const char *release, struct initramfs *images, int max)
{
	char pattern[512], machine[64], base[64];
	int count = 0;

	memset(images, 0, sizeof(*images) * (size_t)max);
	/* Debian, openSUSE; Fedora; image-based Fedora */
	snprintf(pattern, sizeof(pattern),
		 "{/boot/initrd.img-%s,/boot/initrd-%s,/boot/initramfs-%s.img,"
		 "/usr/lib/modules/%s/initramfs.img}", release, release, release, release);
	count = add_matching(pattern, images, count, max);
	/* Arch */
	snprintf(pattern, sizeof(pattern), "/usr/lib/modules/%s/pkgbase", release);
	read_word(pattern, base, sizeof(base));
	snprintf(pattern, sizeof(pattern),
		 "{/boot/initramfs-%s.img,{/boot,/efi,/boot/efi}/EFI/Linux/*-%s.efi}", base, base);
	if (base[0])
		count = add_matching(pattern, images, count, max);
	/* Boot Loader Specification, type 1 and type 2 */
	read_word("/etc/machine-id", machine, sizeof(machine));
	snprintf(pattern, sizeof(pattern), "{/boot,/efi,/boot/efi}/%s/%s/init{rd,ramfs}*",
		 machine, release);
	if (machine[0])
		count = add_matching(pattern, images, count, max);
	snprintf(pattern, sizeof(pattern),
		 "{/boot,/efi,/boot/efi}/EFI/Linux/{%s,*-%s,*-%s+*}.efi", release, release,
		 release);
	return add_matching(pattern, images, count, max);
}

static int ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length && !strcmp(text + length - end_length, end);
}

/* The path in a line of a listing, be it that of ls -l. */
static const char *path_in(char *line)
{
	char *arrow = strstr(line, " -> "), *blank;

	if (arrow)
		*arrow = '\0';
	blank = strrchr(line, ' ');
	return blank ? blank + 1 : line;
}

/* dracut without and with systemd, initramfs-tools, mkinitcpio */
static int is_hook(const char *path)
{
	return ends_with(path, "/pre-mount/00-hibernate-resume.sh") ||
	       ends_with(path, "/sysinit.target.wants/hibernate-resume.service") ||
	       ends_with(path, "scripts/local-premount/hibernate") ||
	       !strcmp(path, "hooks/hibernate");
}

static void take_path(struct initramfs *image, const char *path)
{
	const char *holds = strstr(path, "/resume-loader/holds-");

	if (ends_with(path, "bin/resume-loader"))
		image->has_loader = 1;
	else if (ends_with(path, "etc/hibernate.conf"))
		image->has_settings = 1;
	else if (is_hook(path))
		image->is_run = 1;
	else if (holds)
		snprintf(image->holds, sizeof(image->holds), "%s", strrchr(path, '/') + 1);
}

struct listing {
	struct initramfs *image;
	FILE *cache;  /* what concerns us goes there as well; NULL for nowhere */
	int has_init; /* else it is no listing of an initramfs */
};

static void take_line(void *context, const char *line)
{
	struct listing *listing = context;
	char copy[1024];
	const char *path;

	snprintf(copy, sizeof(copy), "%s", line);
	path = path_in(copy);
	if (!strncmp(path, "./", 2))
		path += 2;
	if (!strcmp(path, "init"))
		listing->has_init = 1;
	if (!strstr(path, "resume-loader") && !strstr(path, "hibernate"))
		return;
	take_path(listing->image, path);
	if (listing->cache)
		fprintf(listing->cache, "%s\n", path);
}

static int list_with(struct initramfs *image, const char *const *argv,
		     struct initramfs_cache *cache)
{
	struct listing listing = { .image = image, .cache = initramfs_cache_begin(cache) };
	int r = command_read(argv, LIST_SECONDS, take_line, &listing);

	if (r == 0 && !listing.has_init)
		r = -EIO;
	initramfs_cache_end(cache, r == 0);
	return r;
}

/* The first tool that can read it, whoever made it; dracut's is the slowest by far. */
static int list(struct initramfs *image, struct initramfs_cache *cache)
{
	const char *const tools[][4] = { { "lsinitramfs", image->image, NULL },
					 { "lsinitcpio", "-l", image->image, NULL },
					 { "lsinitrd", image->image, NULL } };
	const struct initramfs empty = *image;
	int r = -ENOENT;

	for (size_t i = 0; i < ARRAY_SIZE(tools); i++) {
		*image = empty;
		r = list_with(image, tools[i], cache);
		if (r == 0 || r == -ETIMEDOUT || r == -EINTR)
			return r;
	}
	return -ENOENT;
}

int initramfs_read(struct initramfs *image)
{
	const struct initramfs empty = *image;
	struct listing listing = { .image = image };
	struct initramfs_cache cache;

	if (initramfs_cache_find(&cache, image->image) < 0)
		return -ENOENT;
	if (initramfs_cache_read(&cache, take_line, &listing))
		return 0;
	*image = empty;
	return list(image, &cache);
}

int initramfs_of_this_boot(struct initramfs *image)
{
	memset(image, 0, sizeof(*image));
	if (access(INITRAMFS_NOTE, F_OK) < 0)
		return -ENOENT;
	read_word(INITRAMFS_NOTE, image->holds, sizeof(image->holds));
	image->has_loader = 1;
	image->is_run = 1;
	return 0;
}
