// An optical drive in user space, for the guest: the kernel hands it SCSI commands (LIO TCMU behind tcm_loop), so that the
// real sr driver stands between isocheck and a disc that fails where it is told to.
//
//   drive UIO IMAGE [KEY=VALUE]...
//
//   bad=LBA,LBA-LBA   unreadable for ever (03/11/05)
//   flaky=LBA,...     unreadable so many times as fails= says (1), then good
//   wrong=LBA,...     one bit flipped, without an error
//   unstable=LBA,...  other bytes at every read of the sector, without an error
//   runout=N          N sectors behind the image that are counted and unreadable (05/64/00)
//   pad=N             N readable zero sectors behind the image
//   block=N           a bad sector spoils the N sectors of its error correction block
//   profile=HEX       current profile: 8 CD-ROM, 10 DVD-ROM, 40 BD-ROM
//   session=LBA       first sector of a second session; the image is that session, and only it
//   capacity=N        READ CAPACITY is off by N
//   slow=MS           time that a failing read takes
//   noinfo=1          sense data without the sector
//   audio=1           the only track is an audio track
//   blank=1           no table of contents, capacity or data
//   empty=1           no disc
//
// SIGUSR1: the disc is changed. SIGUSR2: the disc is taken out.
#include <fcntl.h>
#include <linux/target_core_user.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 2048, LIMIT = 1 << 20, MOST = 256 };
enum { BAD = 1, FLAKY = 2, WRONG = 4, UNSTABLE = 8 };

static uint8_t faults[LIMIT], reads[LIMIT];
static long fails = 1, runout, pad, block = 1, session, capacity, slow, noinfo, audio, blank, empty;
static long profile = 0x08;
static int image;
static uint64_t sectors;
static volatile sig_atomic_t changed, attention, removed;

static uint8_t sense[18], data[MOST * SECTOR];
static uint32_t length;

static void put32(uint8_t *to, uint32_t number) {
    for (int i = 0; i < 4; i++) to[i] = number >> (24 - 8 * i);
}
static uint32_t get32(const uint8_t *from) {
    return (uint32_t)from[0] << 24 | from[1] << 16 | from[2] << 8 | from[3];
}

// CHECK CONDITION with sense data of the fixed format.
static int fail(int key, int code, int qualifier, int64_t sector) {
    memset(sense, 0, sizeof sense);
    sense[0] = 0x70;
    sense[2] = key;
    sense[7] = 10;
    sense[12] = code;
    sense[13] = qualifier;
    if (sector >= 0 && !noinfo) {
        sense[0] |= 0x80;
        put32(sense + 3, sector);
    }
    length = 0;
    return 2;
}

static int failed_read(uint64_t lba) {
    if (slow > 0) usleep(slow * 1000);
    return fail(3, 0x11, 5, lba);
}

static int read_sector(uint64_t lba, uint8_t *to) {
    if (session > 0 && lba < (uint64_t)session) return fail(5, 0x64, 0, lba);
    uint64_t place = lba - session;
    if (place >= sectors + pad + runout) return fail(5, 0x21, 0, lba);
    if (place >= sectors + pad) return fail(5, 0x64, 0, lba);
    uint64_t start = lba / block * block;
    for (uint64_t i = start; i < start + block && i < LIMIT; i++)
        if (faults[i] & BAD) return failed_read(lba);
    int fault = lba < LIMIT ? faults[lba] : 0;
    if ((fault & FLAKY) && reads[lba] < fails) {
        reads[lba]++;
        return failed_read(lba);
    }
    memset(to, 0, SECTOR);
    if (place < sectors && pread(image, to, SECTOR, place * SECTOR) < 0) return fail(4, 0, 0, lba);
    if (fault & WRONG) to[100] ^= 0x20;
    if (fault & UNSTABLE) to[100] ^= ++reads[lba];
    return 0;
}

static int read_sectors(uint64_t lba, uint32_t count) {
    if (count > MOST) return fail(5, 0x24, 0, -1);
    for (uint32_t i = 0; i < count; i++) {
        int status = read_sector(lba + i, data + i * SECTOR);
        if (status) return status;
    }
    length = count * SECTOR;
    return 0;
}

static void answer(uint32_t count) {
    memset(data, 0, count);
    length = count;
}

static uint32_t end(void) { return session + sectors + pad + runout; }

static int read_toc(const uint8_t *command) {
    int format = command[2] & 15 ? command[2] & 15 : command[9] >> 6;
    int control = audio ? 0x10 : 0x14;
    if (blank) return fail(5, 0x30, 0, -1);
    if (format == 1) {
        answer(12);
        data[1] = 10;
        data[2] = 1;
        data[3] = session ? 2 : 1;
        data[5] = control;
        data[6] = session ? 2 : 1;
        put32(data + 8, session);
        return 0;
    }
    if (format != 0) return fail(5, 0x24, 0, -1);
    const struct { int number; uint32_t start; } tracks[] = {{1, 0}, {2, session}, {0xAA, end()}};
    answer(4 + 8 * 3);
    uint8_t *to = data + 4;
    for (int i = 0; i < 3; i++) {
        if (tracks[i].number == 2 && !session) continue;
        if (tracks[i].number < command[6]) continue;
        to[1] = control;
        to[2] = tracks[i].number;
        if (command[1] & 2) {
            uint32_t frames = tracks[i].start + 150;
            to[5] = frames / 4500;
            to[6] = frames / 75 % 60;
            to[7] = frames % 75;
        } else {
            put32(to + 4, tracks[i].start);
        }
        to += 8;
    }
    length = to - data;
    data[1] = length - 2;
    data[2] = 1;
    data[3] = session ? 2 : 1;
    return 0;
}

static int inquiry(const uint8_t *command) {
    if (command[1] & 1) return fail(5, 0x24, 0, -1);
    answer(36);
    data[0] = 5; // CD-ROM
    data[1] = 0x80;
    data[2] = 5;
    data[3] = 2;
    data[4] = 31;
    memcpy(data + 8, "ISOCHECKTEST DRIVE      1.00", 28);
    return 0;
}

static int execute(const uint8_t *command) {
    length = 0;
    int asks_for_disc = command[0] != 0x12 && command[0] != 0x4A && command[0] != 0x03 && command[0] != 0x46;
    if (asks_for_disc && (empty || removed)) return fail(2, 0x3A, 0, -1);
    if (asks_for_disc && attention) {
        attention = 0;
        return fail(6, 0x28, 0, -1);
    }
    switch (command[0]) {
    case 0x00: // TEST UNIT READY
        return blank ? fail(5, 0x30, 0, -1) : 0;
    case 0x1B: // START STOP UNIT
    case 0x1E: // PREVENT ALLOW MEDIUM REMOVAL
        return 0;
    case 0x12: return inquiry(command);
    case 0x25: // READ CAPACITY
        if (blank) return fail(5, 0x30, 0, -1);
        answer(8);
        put32(data, end() - 1 + capacity);
        put32(data + 4, SECTOR);
        return 0;
    case 0x28: return read_sectors(get32(command + 2), command[7] << 8 | command[8]);
    case 0xA8: return read_sectors(get32(command + 2), get32(command + 6));
    case 0x43: return read_toc(command);
    case 0x46: // GET CONFIGURATION
        answer(8);
        data[3] = 4;
        data[6] = profile >> 8;
        data[7] = profile;
        return 0;
    case 0x4A: // GET EVENT STATUS NOTIFICATION
        answer(8);
        data[1] = 6;
        data[2] = 4;
        data[3] = 0x10;
        data[4] = changed ? 2 : 0;
        data[5] = empty || removed ? 0 : 2;
        changed = 0;
        return 0;
    default: return fail(5, 0x20, 0, -1);
    }
}

static void on_signal(int number) {
    if (number == SIGUSR2) removed = 1;
    changed = attention = 1;
}

static void mark(const char *list, int fault) {
    while (*list) {
        char *rest;
        long first = strtol(list, &rest, 10), last = first;
        if (rest == list) return;
        if (*rest == '-') last = strtol(rest + 1, &rest, 10);
        for (long i = first; i <= last && i < LIMIT; i++)
            if (i >= 0) faults[i] |= fault;
        list = *rest == ',' ? rest + 1 : rest;
    }
}

static int configure(const char *word) {
    static const struct { const char *name; int fault; } lists[] = {
        {"bad=", BAD}, {"flaky=", FLAKY}, {"wrong=", WRONG}, {"unstable=", UNSTABLE}};
    static const struct { const char *name; long *value; int base; } numbers[] = {
        {"fails=", &fails, 10}, {"runout=", &runout, 10}, {"pad=", &pad, 10}, {"block=", &block, 10},
        {"session=", &session, 10}, {"capacity=", &capacity, 10}, {"slow=", &slow, 10}, {"noinfo=", &noinfo, 10},
        {"audio=", &audio, 10}, {"blank=", &blank, 10}, {"empty=", &empty, 10}, {"profile=", &profile, 16}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!strncmp(word, lists[i].name, strlen(lists[i].name))) {
            mark(word + strlen(lists[i].name), lists[i].fault);
            return 1;
        }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!strncmp(word, numbers[i].name, strlen(numbers[i].name))) {
            *numbers[i].value = strtol(word + strlen(numbers[i].name), 0, numbers[i].base);
            return 1;
        }
    return 0;
}

// Copies the answer to where the kernel wants it.
static void deliver(struct tcmu_mailbox *box, struct tcmu_cmd_entry *entry) {
    uint32_t done = 0;
    for (uint32_t i = 0; i < entry->req.iov_cnt && done < length; i++) {
        struct iovec part = entry->req.iov[i];
        uint32_t some = part.iov_len < length - done ? part.iov_len : length - done;
        memcpy((char *)box + (uintptr_t)part.iov_base, data + done, some);
        done += some;
    }
}

static void serve(int uio, struct tcmu_mailbox *box) {
    for (;;) {
        while (box->cmd_tail != *(volatile uint32_t *)&box->cmd_head) {
            struct tcmu_cmd_entry *entry = (void *)((char *)box + box->cmdr_off + box->cmd_tail);
            if (tcmu_hdr_get_op(entry->hdr.len_op) == TCMU_OP_CMD) {
                int status = execute((uint8_t *)box + entry->req.cdb_off);
                deliver(box, entry);
                entry->rsp.scsi_status = status;
                if (status) memcpy(entry->rsp.sense_buffer, sense, sizeof sense);
            } else if (tcmu_hdr_get_op(entry->hdr.len_op) != TCMU_OP_PAD) {
                entry->hdr.uflags |= TCMU_UFLAG_UNKNOWN_OP;
            }
            __sync_synchronize();
            box->cmd_tail = (box->cmd_tail + tcmu_hdr_get_len(entry->hdr.len_op)) % box->cmdr_size;
            __sync_synchronize();
        }
        uint32_t token = 0;
        if (write(uio, &token, 4) < 0) perror("uio");
        if (box->cmd_tail == *(volatile uint32_t *)&box->cmd_head && read(uio, &token, 4) < 0) continue;
    }
}

int main(int count, char **words) {
    if (count < 3) return 2;
    for (int i = 3; i < count; i++)
        if (!configure(words[i])) {
            fprintf(stderr, "drive: no option %s\n", words[i]);
            return 2;
        }
    struct stat about;
    image = open(words[2], O_RDONLY);
    if (image < 0 || fstat(image, &about) < 0) return perror(words[2]), 1;
    sectors = (about.st_size + SECTOR - 1) / SECTOR;
    signal(SIGUSR1, on_signal);
    signal(SIGUSR2, on_signal);

    int uio = open(words[1], O_RDWR);
    if (uio < 0) return perror(words[1]), 1;
    char path[128];
    unsigned long long size;
    snprintf(path, sizeof path, "/sys/class/uio/%s/maps/map0/size", strrchr(words[1], '/') + 1);
    FILE *file = fopen(path, "r");
    if (!file || fscanf(file, "%llx", &size) != 1) return perror(path), 1;
    struct tcmu_mailbox *box = mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED, uio, 0);
    if (box == MAP_FAILED) return perror("mmap"), 1;
    serve(uio, box);
}
