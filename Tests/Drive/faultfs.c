/* A folder with one file, image.iso, which is another file with 2048-byte sectors that cannot be read:
   faultfs FILE FOLDER SECTOR... */
#define FUSE_USE_VERSION 31
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const off_t sector_size = 2048;
static int backing;
static off_t bad[64];
static int bad_count;

static int fault_getattr(const char *path, struct stat *st, struct fuse_file_info *info) {
    (void)info;
    memset(st, 0, sizeof *st);
    if (!strcmp(path, "/")) {
        st->st_mode = S_IFDIR | 0755;
        st->st_nlink = 2;
        return 0;
    }
    if (strcmp(path, "/image.iso")) return -ENOENT;
    struct stat real;
    if (fstat(backing, &real)) return -errno;
    st->st_mode = S_IFREG | 0444;
    st->st_nlink = 1;
    st->st_size = real.st_size;
    return 0;
}

static int fault_readdir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset,
                         struct fuse_file_info *info, enum fuse_readdir_flags flags) {
    (void)path, (void)offset, (void)info, (void)flags;
    fill(buffer, "image.iso", NULL, 0, 0);
    return 0;
}

static int fault_read(const char *path, char *buffer, size_t size, off_t offset, struct fuse_file_info *info) {
    (void)path, (void)info;
    for (int i = 0; i < bad_count; i++)
        if (bad[i] * sector_size < offset + (off_t)size && (bad[i] + 1) * sector_size > offset) return -EIO;
    ssize_t came = pread(backing, buffer, size, offset);
    return came < 0 ? -errno : (int)came;
}

static void *fault_init(struct fuse_conn_info *connection, struct fuse_config *config) {
    (void)connection;
    /* No cache, so that a read of one sector does not fail for a neighbour. */
    config->direct_io = 1;
    return NULL;
}

static const struct fuse_operations operations = {
    .init = fault_init, .getattr = fault_getattr, .readdir = fault_readdir, .read = fault_read};

int main(int argc, char **argv) {
    if (argc < 3) return fprintf(stderr, "usage: faultfs FILE MOUNTPOINT SECTOR...\n"), 2;
    /* Whoever started this waits until everything it gave away is closed. */
    for (int fd = 3; fd < 256; fd++) close(fd);
    backing = open(argv[1], O_RDONLY);
    if (backing < 0) return perror(argv[1]), 1;
    for (int i = 3; i < argc && bad_count < 64; i++) bad[bad_count++] = atoll(argv[i]);
    char *arguments[] = {argv[0], "-s", argv[2]};
    return fuse_main(3, arguments, &operations, NULL);
}
