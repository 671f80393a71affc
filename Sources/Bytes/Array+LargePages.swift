import Glibc

extension Array where Element: BitwiseCopyable {
    /// Reserves room for `count` elements, and tells the system that most of it may be written, so that it gives the
    /// memory in large pages: a table of many megabytes otherwise costs a fault for every 4 KiB. It is only advice, and
    /// memory that is never written to is still never given.
    public mutating func reserveLargePages(_ count: Int) {
        reserveCapacity(count)
        let page = 4_096
        guard count * MemoryLayout<Element>.stride >= 1 << 21 else { return }
        unsafe withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            let skipped = -Int(bitPattern: start) & (page - 1)
            _ = unsafe madvise(
                start + skipped, count * MemoryLayout<Element>.stride - skipped, MADV_HUGEPAGE)
        }
    }
}
