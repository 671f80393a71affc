#ifndef COPTICAL_H
#define COPTICAL_H

#include <stdint.h>

// What ioctl(2) offers for optical drives, as functions that Swift can call: variadic functions and the macros for
// request numbers are not visible to it.

/// What became of a SCSI command.
struct optical_answer {
    /// errno of a command that did not reach the drive; 0 when it did.
    int error;
    /// SCSI status; 0 is GOOD, 2 CHECK CONDITION.
    uint8_t status;
    /// Of the host adapter; not 0 for trouble on the way, such as a timeout.
    uint16_t host_status;
    /// Of the kernel's driver, without the mark that there is sense data.
    uint16_t driver_status;
    /// Bytes of data that did not come.
    int32_t residue;
    uint8_t sense_length;
    uint8_t sense[64];
};

/// Sends a command that reads `size` bytes into `data`, or none for a command without data (SG_IO).
void optical_command(int descriptor, const uint8_t *command, uint8_t length, void *data, uint32_t size,
                     uint32_t timeout_milliseconds, struct optical_answer *answer);

/// Whether the descriptor is a CD-ROM device, and what its tray does (CDROM_DRIVE_STATUS): 1 no disc, 2 open, 3 not
/// ready, 4 ready; 0 unknown; negative, -errno, when it is no such device.
int optical_drive_status(int descriptor);

/// open(2) for reading: past the page cache when `direct` is not 0, and without waiting for a disc.
/// Returns a descriptor or -errno.
int optical_open(const char *path, int direct);

#endif
