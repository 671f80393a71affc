/*
 * dvd-drive.c - an emulated MMC drive for growisofs, as an LD_PRELOAD library.
 *
 *   gcc -O2 -Wall -shared -fPIC -o dvd-drive.so dvd-drive.c -ldl
 *   SHIM_DEV=/dev/shim0 SHIM_BACK=disc.iso SHIM_PROFILE=1a LD_PRELOAD=./dvd-drive.so growisofs -Z /dev/shim0 ...
 *
 * SHIM_DEV      the made-up device path (nothing need exist there)
 * SHIM_BACK     the backing file: sector n of the disc is at byte n*2048; created if missing
 * SHIM_PROFILE  1a DVD+RW, 1b DVD+R, 11 DVD-R sequential, 14 DVD-RW sequential
 * SHIM_GAP      sectors between two sessions of sequential media (default 2048, as DVD+R has)
 * SHIM_LOG      file that gets one line for each SCSI command
 * State (tracks, formatting) is kept in SHIM_BACK.state, a text file.
 *
 * A descriptor belongs to the drive if it is open on the inode of the backing file; so it survives dup() and exec().
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include <scsi/sg.h>
#include <linux/cdrom.h>

#define SECTOR 2048
#define CAPACITY 2295104u /* sectors of a single-layer DVD+-R(W) */
#define MAXTRACKS 99

static const char *dev(void) { return getenv("SHIM_DEV"); }
static const char *back(void) { return getenv("SHIM_BACK"); }
static int profile(void) { const char *p = getenv("SHIM_PROFILE"); return p ? strtol(p, 0, 16) : 0x1a; }
static unsigned gap(void) { const char *p = getenv("SHIM_GAP"); return p ? strtoul(p, 0, 0) : 2048; }
static int sequential(void) { return profile() != 0x1a; }

static int (*real_open)(const char *, int, ...);
static int (*real_ioctl)(int, unsigned long, ...);

__attribute__((constructor)) static void init(void)
{
    real_open = dlsym(RTLD_NEXT, "open64");
    real_ioctl = dlsym(RTLD_NEXT, "ioctl");
}

/* raw stat, past our own wrappers */
static int rawfstat(int fd, struct stat *s) { return fstatat(fd, "", s, AT_EMPTY_PATH); }
static int isdrive(int fd)
{
    struct stat a, b;
    if (!dev() || !back() || fd < 0) return 0;
    int e = errno;
    int r = rawfstat(fd, &a) == 0 && fstatat(AT_FDCWD, back(), &b, 0) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
    errno = e;
    return r;
}
static void dress(struct stat *s)
{
    s->st_mode = S_IFBLK | 0660;
    s->st_rdev = makedev(11, 200);
}

/* ---- state ---- */
struct track { unsigned start, next, session, closed; };
static struct state {
    int formatted;      /* DVD+RW: 0 blank, 1 suspended, 3 complete */
    int finalized;      /* sequential: nothing can be appended */
    unsigned sessions;  /* closed sessions */
    int tracks;
    struct track t[MAXTRACKS + 1]; /* from 1 */
} st;

static void statefile(char *out, size_t n) { snprintf(out, n, "%s.state", back()); }
static void load(void)
{
    char name[4096];
    statefile(name, sizeof name);
    memset(&st, 0, sizeof st);
    FILE *f = fopen(name, "r");
    if (!f) { st.tracks = 1; st.t[1].session = 1; return; }
    if (fscanf(f, "formatted %d finalized %d sessions %u tracks %d\n", &st.formatted, &st.finalized, &st.sessions, &st.tracks) != 4) abort();
    for (int i = 1; i <= st.tracks; i++)
        if (fscanf(f, "start %u next %u session %u closed %u\n", &st.t[i].start, &st.t[i].next, &st.t[i].session, &st.t[i].closed) != 4) abort();
    fclose(f);
}
static void save(void)
{
    char name[4096];
    statefile(name, sizeof name);
    FILE *f = fopen(name, "w");
    if (!f) abort();
    fprintf(f, "formatted %d finalized %d sessions %u tracks %d\n", st.formatted, st.finalized, st.sessions, st.tracks);
    for (int i = 1; i <= st.tracks; i++)
        fprintf(f, "start %u next %u session %u closed %u\n", st.t[i].start, st.t[i].next, st.t[i].session, st.t[i].closed);
    fclose(f);
}

/* ---- SCSI ---- */
static void p16(uint8_t *b, unsigned v) { b[0] = v >> 8; b[1] = v; }
static void p32(uint8_t *b, unsigned v) { p16(b, v >> 16); p16(b + 2, v); }
static unsigned g16(const uint8_t *b) { return b[0] << 8 | b[1]; }
static unsigned g32(const uint8_t *b) { return (unsigned)g16(b) << 16 | g16(b + 2); }

static int sense(struct sg_io_hdr *h, int key, int asc, int ascq)
{
    uint8_t s[18] = {0x70, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, asc, ascq};
    unsigned n = h->mx_sb_len < 18 ? h->mx_sb_len : 18;
    if (h->sbp) memcpy(h->sbp, s, n);
    h->sb_len_wr = n;
    h->status = 2;
    h->masked_status = 1;
    h->info = SG_INFO_CHECK;
    h->driver_status = 8;
    return 0;
}
static int give(struct sg_io_hdr *h, const void *data, unsigned n)
{
    unsigned m = n < h->dxfer_len ? n : h->dxfer_len;
    memset(h->dxferp, 0, h->dxfer_len);
    memcpy(h->dxferp, data, m);
    h->resid = h->dxfer_len - m;
    return 0;
}
static unsigned filesectors(void)
{
    struct stat s;
    return fstatat(AT_FDCWD, back(), &s, 0) ? 0 : (s.st_size + SECTOR - 1) / SECTOR;
}

static int command(struct sg_io_hdr *h)
{
    uint8_t *c = h->cmdp, b[512] = {0};
    h->status = h->masked_status = h->host_status = h->driver_status = h->info = h->sb_len_wr = h->resid = 0;
    load();
    const char *log = getenv("SHIM_LOG");
    if (log) {
        FILE *f = fopen(log, "a");
        for (int i = 0; i < h->cmd_len; i++) fprintf(f, "%02x ", c[i]);
        fprintf(f, "(%u)\n", h->dxfer_len);
        fclose(f);
    }
    struct track *last = &st.t[st.tracks];
    switch (c[0]) {
    case 0x00: case 0x1b: case 0x1e: case 0x35: case 0x54: case 0x55: case 0xb6: case 0xbb:
        return 0; /* ready, start/stop, lock, sync, OPC, mode select, streaming, speed */
    case 0x03: /* REQUEST SENSE */
        b[0] = 0x70; b[7] = 10;
        return give(h, b, 18);
    case 0x12: /* INQUIRY */
        b[0] = 5; b[1] = 0x80; b[2] = 5; b[3] = 0x32; b[4] = 31;
        memcpy(b + 8, "SHIM    DVD EMULATOR    1.00", 28);
        return give(h, b, 36);
    case 0x46: { /* GET CONFIGURATION */
        unsigned n = 8;
        p16(b + 6, profile());
        if (c[1] & 3) { /* a single feature: always current */
            memcpy(b + 8, c + 2, 2);
            b[10] = 1; b[11] = 4;
            n = 16;
        }
        p32(b, n - 4);
        return give(h, b, n);
    }
    case 0x51: { /* READ DISC INFORMATION */
        p16(b, 32);
        if (!sequential()) {
            b[2] = 0x10 | (st.formatted ? 2 | 3 << 2 : 0);
            b[4] = b[5] = b[6] = 1;
            b[7] = st.formatted;
        } else {
            unsigned fresh = st.tracks == 1 && last->next == 0 && st.sessions == 0;
            if (st.finalized) b[2] = 2 | 3 << 2;
            else if (fresh) b[2] = 0;
            else b[2] = 1 | (last->next > last->start ? 1 << 2 : 0);
            b[4] = last->session; b[5] = b[6] = st.tracks;
            for (int i = st.tracks; i > 0 && st.t[i].session == last->session; i--) b[5] = i;
        }
        b[3] = 1;
        memset(b + 16, 0xff, 8);
        return give(h, b, 34);
    }
    case 0x52: { /* READ TRACK INFORMATION */
        unsigned n = g32(c + 2);
        if ((c[1] & 3) != 1) return sense(h, 5, 0x24, 0);
        if (n == 0xff) n = st.tracks;
        if (n < 1 || n > (unsigned)st.tracks) return sense(h, 5, 0x24, 0);
        struct track *t = &st.t[n];
        p16(b, 34);
        b[2] = n; b[3] = t->session; b[5] = 4; b[6] = 1;
        if (!sequential()) {
            b[6] |= 0x10; p32(b + 20, 16);
            p32(b + 24, CAPACITY);
        } else {
            p32(b + 8, t->start);
            if (t->closed) p32(b + 24, t->next - t->start);
            else {
                if (t->next == t->start) b[6] |= 0x40;
                b[7] = 1;
                p32(b + 12, t->next);
                p32(b + 16, CAPACITY - t->next);
                p32(b + 24, CAPACITY - t->start);
            }
            if (t->next) p32(b + 28, t->next - 1);
        }
        return give(h, b, 36);
    }
    case 0x43: { /* READ TOC */
        p16(b, 10); b[2] = 1;
        if (sequential()) {
            if (!st.sessions) return sense(h, 5, 0x24, 0);
            for (int i = st.tracks; i > 0; i--)
                if (st.t[i].session == st.sessions) { b[6] = i; p32(b + 8, st.t[i].start); }
            b[3] = st.sessions;
        } else b[3] = b[6] = 1;
        b[5] = 0x14;
        if ((c[2] & 15) != 1) { /* the plain TOC: one track is enough for whoever asks */
            b[3] = 1;
        }
        return give(h, b, 12);
    }
    case 0x25: { /* READ CAPACITY */
        unsigned end = sequential() ? 0 : filesectors();
        if (sequential())
            for (int i = 1; i <= st.tracks; i++) if (st.t[i].closed) end = st.t[i].next;
        p32(b, end ? end - 1 : 0);
        p32(b + 4, SECTOR);
        return give(h, b, 8);
    }
    case 0x23: /* READ FORMAT CAPACITIES */
        b[3] = 16;
        p32(b + 4, st.formatted ? filesectors() : CAPACITY); p32(b + 8, SECTOR);
        b[8] = st.formatted ? 2 : 1;
        p32(b + 12, CAPACITY); b[16] = 0x26 << 2;
        return give(h, b, 20);
    case 0x04: /* FORMAT UNIT */
        st.formatted = 1;
        save();
        return 0;
    case 0x4a: /* GET EVENT STATUS: none is supported */
        p16(b, 2); b[2] = 0x80;
        return give(h, b, 8);
    case 0x5a: { /* MODE SENSE(10) */
        unsigned n = 0;
        if ((c[2] & 63) == 0x05) { b[8] = 5; b[9] = 0x32; n = 8 + 2 + 0x32; b[10] = 0x40; b[11] = 5; b[12] = 8; }
        else if ((c[2] & 63) == 0x2a) {
            b[8] = 0x2a; b[9] = 0x1e; n = 8 + 2 + 0x1e;
            b[10] = 0x3b; b[11] = 0x3b;
            p16(b + 8 + 8, 22160); p16(b + 8 + 12, 2048); p16(b + 8 + 28, 11080);
        } else return sense(h, 5, 0x24, 0);
        p16(b, n - 2);
        return give(h, b, n);
    }
    case 0xac: /* GET PERFORMANCE */
        p32(b, 20);
        if (c[10] == 3) { p32(b + 12, CAPACITY - 1); p32(b + 16, 22160); p32(b + 20, 11080); }
        else { p32(b + 12, 11080); p32(b + 16, CAPACITY - 1); p32(b + 20, 11080); }
        return give(h, b, 24);
    case 0x5c: /* READ BUFFER CAPACITY */
        p16(b, 10); p32(b + 4, 1 << 21); p32(b + 8, 1 << 21);
        return give(h, b, 12);
    case 0x28: case 0xa8: { /* READ */
        unsigned lba = g32(c + 2), n = c[0] == 0x28 ? g16(c + 7) : g32(c + 6);
        int fd = real_open(back(), O_RDONLY);
        if ((uint64_t)n * SECTOR > h->dxfer_len || fd < 0) { if (fd >= 0) close(fd); return sense(h, 5, 0x24, 0); }
        memset(h->dxferp, 0, h->dxfer_len);
        ssize_t r = pread64(fd, h->dxferp, (size_t)n * SECTOR, (off64_t)lba * SECTOR);
        close(fd);
        return r < 0 ? sense(h, 3, 0x11, 5) : 0;
    }
    case 0x2a: case 0x2e: case 0xaa: { /* WRITE */
        unsigned lba = g32(c + 2), n = c[0] == 0xaa ? g32(c + 6) : g16(c + 7);
        if ((uint64_t)n * SECTOR > h->dxfer_len) return sense(h, 5, 0x24, 0);
        if (sequential()) {
            if (st.finalized || last->closed) return sense(h, 5, 0x30, 5);
            if (lba != last->next) return sense(h, 5, 0x21, 2);
        } else if (!st.formatted) return sense(h, 5, 0x30, 0x10);
        int fd = real_open(back(), O_RDWR);
        if (fd < 0) return sense(h, 3, 0x0c, 0);
        ssize_t r = pwrite64(fd, h->dxferp, (size_t)n * SECTOR, (off64_t)lba * SECTOR);
        close(fd);
        if (r != (ssize_t)n * SECTOR) return sense(h, 3, 0x0c, 0);
        if (sequential()) { last->next = lba + n; save(); }
        return 0;
    }
    case 0x5b: /* CLOSE TRACK/SESSION */
        if (!sequential()) return 0;
        if ((c[2] & 7) == 1) { last->closed = 1; save(); return 0; }
        if (!last->closed) return sense(h, 5, 0x2c, 0);
        st.sessions = last->session;
        if ((c[2] & 7) >= 5) st.finalized = 1;
        else if (st.tracks < MAXTRACKS) { /* an empty track in the next session */
            unsigned at = (last->next + gap() + 15) / 16 * 16;
            st.tracks++;
            st.t[st.tracks] = (struct track){at, at, st.sessions + 1, 0};
        }
        save();
        return 0;
    }
    return sense(h, 5, 0x20, 0);
}

/* ---- what is caught ---- */
int ioctl(int fd, unsigned long request, ...)
{
    va_list ap;
    va_start(ap, request);
    void *arg = va_arg(ap, void *);
    va_end(ap);
    if (!isdrive(fd)) return real_ioctl(fd, request, arg);
    switch (request) {
    case SG_IO: return command(arg);
    case 0x1261: return 0;           /* BLKFLSBUF */
    case CDROM_MEDIA_CHANGED: return 0;
    case CDROMEJECT: case CDROMCLOSETRAY: case CDROM_LOCKDOOR: return 0;
    }
    errno = ENOTTY;
    return -1;
}

static int opening(const char *path, int flags, mode_t mode)
{
    if (path && dev() && back() && strcmp(path, dev()) == 0) {
        int acc = flags & O_ACCMODE, fd;
        if ((fd = real_open(back(), O_RDWR | O_CREAT, 0644)) >= 0) close(fd);
        return real_open(back(), acc | (flags & O_CLOEXEC));
    }
    return real_open(path, flags, mode);
}
#define OPENER(name)                                                        \
    int name(const char *path, int flags, ...)                              \
    {                                                                       \
        va_list ap;                                                         \
        va_start(ap, flags);                                                \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0; \
        va_end(ap);                                                         \
        return opening(path, flags, mode);                                  \
    }
OPENER(open)
OPENER(open64)
int __open64_2(const char *path, int flags) { return opening(path, flags, 0); }
int __open_2(const char *path, int flags) { return opening(path, flags, 0); }

static int statting(int fd, struct stat *s)
{
    int r = rawfstat(fd, s);
    if (r == 0 && isdrive(fd)) dress(s);
    return r;
}
static int named(const char *path, struct stat *s)
{
    if (path && dev() && back() && strcmp(path, dev()) == 0) {
        int r = fstatat(AT_FDCWD, back(), s, 0);
        if (r == 0) dress(s);
        return r;
    }
    return fstatat(AT_FDCWD, path, s, 0);
}
int access(const char *path, int mode)
{
    if (path && dev() && strcmp(path, dev()) == 0) return 0;
    return faccessat(AT_FDCWD, path, mode, 0);
}
int fstat(int fd, struct stat *s) { return statting(fd, s); }
int fstat64(int fd, struct stat64 *s) { return statting(fd, (struct stat *)s); }
int __fxstat(int v, int fd, struct stat *s) { return statting(fd, s); }
int __fxstat64(int v, int fd, struct stat64 *s) { return statting(fd, (struct stat *)s); }
int stat(const char *p, struct stat *s) { return named(p, s); }
int stat64(const char *p, struct stat64 *s) { return named(p, (struct stat *)s); }
int __xstat(int v, const char *p, struct stat *s) { return named(p, s); }
int __xstat64(int v, const char *p, struct stat64 *s) { return named(p, (struct stat *)s); }
