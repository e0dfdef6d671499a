/*
 * Attack 11: what a disk holds after a round has closed, free space and
 * journals included. Once on an image of a real file system, and once from
 * every byte that the program ever gave to the system to write.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty/secret.h"
#include "tests/pty/trace.h"
#include "util/file.h"
#include "util/mem.h"

#define PEOPLE 40
#define IMAGE_BYTES (8 * 1024 * 1024)

static void
check_in_all(const struct form *form)
{
	struct buf blocks = BUF_INIT;

	secret_blocks(form, 0, PEOPLE, &blocks);
	ward_must(0, buf_text(&blocks), "checkin", "-", NULL);
	buf_done(&blocks);
}

/* --- Every way to lie in clear would be found ----------------------------- */

static void
test_search_finds(void **state)
{
	struct buf bytes = BUF_INIT;
	struct form form;
	struct ward ward;

	(void)state;
	ward_new(&ward, NULL);
	ward_must(0, "", "round", "open", NULL);
	secret_form(&ward, &form);
	for (int way = 0; way < SECRET_WAYS; way++) {
		buf_clear(&bytes);
		buf_add(&bytes, "before");
		assert_int_equal(secret_traces(&form, PEOPLE, "clean",
		                     bytes.text, bytes.len),
		    0);
		secret_betray(&form, PEOPLE - 3, way, &bytes);
		assert_true(secret_traces(&form, PEOPLE, NULL, bytes.text,
		                bytes.len) >= form_items(&form));
	}
	buf_clear(&bytes);
	secret_blocks(&form, 7, 8, &bytes);
	assert_true(
	    secret_traces(&form, PEOPLE, NULL, bytes.text, bytes.len) > 0);
	buf_done(&bytes);
	ward_free(&ward);
}

/* --- An image ------------------------------------------------------------- */

static bool
command(const char *const *argv)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return status == 0;
}

struct image {
	char *folder; /* where it is mounted */
	char *file;
};

/* False where file systems may not be made or mounted. */
static bool
image_new(struct image *image, const char *type)
{
	const char *under = getenv("TMPDIR");
	char *make = mem_printf("mkfs.%s", type);
	bool made;
	int fd;

	setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
	image->folder = mem_printf("%s/disk.XXXXXX", under ? under : "/tmp");
	assert_non_null(mkdtemp(image->folder));
	image->file = mem_printf("%s.image", image->folder);
	fd = open(image->file, O_RDWR | O_CREAT | O_EXCL, 0600);
	assert_true(fd >= 0 && ftruncate(fd, IMAGE_BYTES) == 0);
	close(fd);
	made = command((const char *[]){make, "-q", image->file, NULL}) &&
	       command((const char *[]){
	           "mount", "-o", "loop", image->file, image->folder, NULL});
	free(make);
	return made;
}

static void
image_free(struct image *image)
{
	command((const char *[]){"umount", image->folder, NULL});
	rmdir(image->folder);
	unlink(image->file);
	free(image->folder);
	free(image->file);
}

/* What is on the raw disk, without the sectors that were never written. */
static void
image_read(const struct image *image, struct buf *out)
{
	static const char empty[512];
	struct buf bytes = BUF_INIT;
	struct err err;

	sync();
	assert_int_equal(file_read(image->file, IMAGE_BYTES, &bytes, &err), OK);
	for (size_t at = 0; at < bytes.len; at += sizeof(empty))
		if (memcmp(bytes.text + at, empty, sizeof(empty)) != 0)
			buf_add_bytes(out, bytes.text + at, sizeof(empty));
	buf_done(&bytes);
}

static int
image_traces(
    const struct image *image, const struct form *form, const char *when)
{
	struct buf bytes = BUF_INIT;
	int found;

	image_read(image, &bytes);
	found = secret_traces(form, PEOPLE, when, bytes.text, bytes.len);
	buf_done(&bytes);
	return found;
}

/* A file in clear, deleted at once: the search must find it in free space. */
static void
plant(const struct image *image, const struct form *form)
{
	char *path = file_join(image->folder, "clear");
	struct buf bytes = BUF_INIT;
	struct err err;

	secret_betray(form, PEOPLE, 0, &bytes);
	assert_int_equal(
	    file_create(path, 0600, bytes.text, bytes.len, &err), OK);
	assert_int_equal(unlink(path), 0);
	assert_true(image_traces(image, form, NULL) > 0);
	buf_done(&bytes);
	free(path);
}

static void
take_key(void *context, const char *path, const void *bytes, size_t len)
{
	(void)path;
	buf_add_bytes(context, bytes, len);
}

static struct image image;
static bool mounted;

static int
mount_image(void **state)
{
	(void)state;
	mounted = image_new(&image, "ext4");
	return 0;
}

static int
unmount_image(void **state)
{
	(void)state;
	image_free(&image);
	return 0;
}

/* Neither answers nor the key: old boxes may lie in free space, and nobody
 * can open them. */
static void
test_image(void **state)
{
	struct form form;
	struct ward ward;
	struct buf key = BUF_INIT, bytes = BUF_INIT;

	(void)state;
	if (!mounted) {
		print_message("SKIPPED: this system lets us mount no image, "
		              "so no raw disk was read\n");
		skip();
	}
	ward_new(&ward, image.folder);
	ward_must(0, "", "round", "open", NULL);
	secret_form(&ward, &form);
	ward_files(ward.keys, take_key, &key);
	assert_int_equal(key.len, 32);
	check_in_all(&form);
	assert_int_equal(image_traces(&image, &form, "open"), 0);
	ward_must(0, "", "round", "close", NULL);
	assert_int_equal(image_traces(&image, &form, "closed"), 0);
	image_read(&image, &bytes);
	assert_null(memmem(bytes.text, bytes.len, key.text, key.len));
	plant(&image, &form);
	ward_free(&ward);
	buf_done(&key);
	buf_done(&bytes);
}

/* --- Every byte ----------------------------------------------------------- */

struct record {
	struct buf bytes;
	int maps; /* of files, shared and writable: writes nobody sees */
	bool unread;
};

static void
record_vector(struct record *record, const struct trace_call *call)
{
	struct buf list = BUF_INIT;
	const struct iovec *part;

	if (!trace_memory(call, call->args[1],
	        call->args[2] * sizeof(struct iovec), &list))
		record->unread = true;
	part = (const struct iovec *)(const void *)list.text;
	for (size_t i = 0; i < list.len / sizeof(*part); i++)
		if (!trace_memory(call, (uint64_t)(uintptr_t)part[i].iov_base,
		        part[i].iov_len, &record->bytes))
			record->unread = true;
	buf_done(&list);
}

static bool
record_call(void *context, const struct trace_call *call)
{
	struct record *record = context;

	switch (call->number) {
	case SYS_write:
	case SYS_pwrite64:
		if (!trace_memory(
		        call, call->args[1], call->args[2], &record->bytes))
			record->unread = true;
		break;
	case SYS_writev:
	case SYS_pwritev:
		record_vector(record, call);
		break;
	case SYS_mmap:
		if (call->args[2] & PROT_WRITE && call->args[3] & MAP_SHARED &&
		    (int)call->args[4] >= 0)
			record->maps++;
		break;
	default:
		break;
	}
	return true;
}

static void
record_run(struct record *record, const char *input, const char *const *words)
{
	struct said said;

	trace_run(&said, input, words, record_call, record);
	if (said.status != 0)
		fail_msg("%s", buf_text(&said.complaint));
	said_forget(&said);
}

/* The control: the store's file as it stands went through the recorder. */
static void
saw_all(const struct record *record, const char *store)
{
	struct buf bytes = BUF_INIT;
	struct err err;

	assert_int_equal(file_read(store, (size_t)1 << 30, &bytes, &err), OK);
	assert_true(bytes.len > 4096);
	assert_non_null(memmem(record->bytes.text, record->bytes.len,
	    bytes.text + bytes.len - 4096, 4096));
	buf_done(&bytes);
}

static void
test_every_byte(void **state)
{
	static const char *const open_it[] = {"round", "open", NULL};
	static const char *const checkin[] = {"checkin", "-", NULL};
	static const char *const close_it[] = {
	    "round", "close", "--json", NULL};
	struct record record = {.bytes = BUF_INIT};
	struct buf blocks = BUF_INIT;
	struct form form;
	struct ward ward;

	(void)state;
	ward_new(&ward, NULL);
	if (!trace_allowed())
		record.unread = true;
	else
		record_run(&record, "", open_it);
	if (record.unread) {
		print_message("SKIPPED: only root may read the program's "
		              "memory, so its writes were not recorded\n");
		ward_free(&ward);
		skip();
	}
	secret_form(&ward, &form);
	secret_blocks(&form, 0, PEOPLE, &blocks);
	record_run(&record, buf_text(&blocks), checkin);
	record_run(&record, "", close_it);
	assert_false(record.unread);
	assert_int_equal(record.maps, 0);
	saw_all(&record, ward.store);
	assert_int_equal(secret_traces(&form, PEOPLE, "written",
	                     record.bytes.text, record.bytes.len),
	    0);
	print_message("%zu bytes written\n", record.bytes.len);
	buf_done(&record.bytes);
	buf_done(&blocks);
	ward_free(&ward);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_search_finds),
	    cmocka_unit_test_setup_teardown(
	        test_image, mount_image, unmount_image),
	    cmocka_unit_test(test_every_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
