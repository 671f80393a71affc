#define _GNU_SOURCE
#include "COptical.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/cdrom.h>
#include <scsi/sg.h>
#include <string.h>
#include <sys/ioctl.h>

void optical_command(int descriptor, const uint8_t *command, uint8_t length, void *data, uint32_t size,
                     uint32_t timeout_milliseconds, struct optical_answer *answer) {
    struct sg_io_hdr header;
    memset(&header, 0, sizeof header);
    memset(answer, 0, sizeof *answer);
    header.interface_id = 'S';
    header.dxfer_direction = size > 0 ? SG_DXFER_FROM_DEV : SG_DXFER_NONE;
    header.cmdp = (unsigned char *)command;
    header.cmd_len = length;
    header.dxferp = data;
    header.dxfer_len = size;
    header.sbp = answer->sense;
    header.mx_sb_len = sizeof answer->sense;
    header.timeout = timeout_milliseconds;
    if (ioctl(descriptor, SG_IO, &header) < 0) {
        answer->error = errno;
        return;
    }
    answer->status = header.status;
    answer->host_status = header.host_status;
    answer->driver_status = header.driver_status & ~0x08; // DRIVER_SENSE says no more than sense_length does
    answer->residue = header.resid;
    answer->sense_length = header.sb_len_wr;
}

int optical_drive_status(int descriptor) {
    int status = ioctl(descriptor, CDROM_DRIVE_STATUS, CDSL_CURRENT);
    return status < 0 ? -errno : status;
}

int optical_open(const char *path, int direct) {
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (direct ? O_DIRECT : 0));
    return descriptor < 0 ? -errno : descriptor;
}
