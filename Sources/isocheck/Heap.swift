import CMalloc
import Glibc

/// The memory of the process.
enum Heap {
    /// Addresses taken at once, in bytes. Memory comes with the first write.
    private static let stretch = 256 << 20

    /// Lets the system give memory in large pages. The tables of a hundred thousand files otherwise cost a fault for
    /// every 4 KiB, which is a seventh of the time of a quick check. All of it is advice: where the system will not
    /// have it, nothing changes.
    static func useLargePages() {
        // Tables come from one stretch that grows at its end. What an image needed beyond that is given back with it.
        mallopt(M_MMAP_THRESHOLD, 64 << 20)
        mallopt(M_TRIM_THRESHOLD, CInt(stretch))
        mallopt(M_TOP_PAD, CInt(stretch))
        // Threads that unpack blocks wait for one another in one stretch; one for each would keep what the others need.
        mallopt(M_ARENA_MAX, 2)
        guard let before = unsafe sbrk(0) else { return }
        // More than is free at the end of the stretch, so that it grows now; a plain malloc would be optimised away.
        var room: UnsafeMutableRawPointer?
        guard unsafe posix_memalign(&room, 4096, 1 << 20) == 0 else { return }
        unsafe free(room)
        guard let after = unsafe sbrk(0), unsafe after > before else { return }
        let skipped = -Int(bitPattern: before) & 4095
        _ = unsafe madvise(before + skipped, after - before - skipped, MADV_HUGEPAGE)
    }
}
