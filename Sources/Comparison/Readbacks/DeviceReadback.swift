import Bytes
import Glibc
public import SystemPackage

/// A block device that is no optical drive, or one that does not take commands: read past the page cache, whose pages of
/// two sectors would double the damage.
public final class DeviceReadback: Readback {
    /// Taken once, before anything is read: after an error near the end Linux makes an optical device smaller.
    public let size: UInt64
    public let sectorsPerRead = 512
    public let sectorsPerBlock = 1
    public let canVary = true
    private let descriptor: FileDescriptor
    private let isDirect: Bool

    /// - Throws: `Errno` as the system gives it.
    public init(path: FilePath) throws(Errno) {
        do {
            let direct = try? OpticalDrive.openDirectly(path)
            isDirect = direct != nil
            descriptor = try direct ?? FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
            size = UInt64(max(0, try descriptor.seek(offset: 0, from: .end)))
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    deinit { try? descriptor.close() }

    public var manner: String {
        isDirect
            ? "O_DIRECT, past the cache of the system"
            : "through the cache of the system, which may hold what was written rather than what is there"
    }

    public var identity: String? { (try? descriptor.seek(offset: 0, from: .end)).map { _ in "\(size)" } }

    public func read(_ first: UInt64, count: Int, into buffer: SectorBuffer, at index: Int) -> ReadOutcome {
        guard let offset = Int64(exactly: first.times(.sector)) else {
            return ReadOutcome(sectors: 0, fault: ReadbackFault(.pastEnd, "end of device"))
        }
        let result = buffer.fill(index, count) { span in
            unsafe span.withUnsafeMutableBytes { bytes -> Result<Int, Errno> in
                var done = 0
                while done < bytes.count {
                    do {
                        let came = try unsafe descriptor.read(
                            fromAbsoluteOffset: offset + Int64(done),
                            into: UnsafeMutableRawBufferPointer(rebasing: bytes[done...]))
                        if came == 0 { break }
                        done += came
                    } catch {
                        // What came before the error counts; the next read meets it again.
                        if done >= .sector { break }
                        // Behind a part of a sector a direct read is refused as unaligned, which is not the reason.
                        return .failure(done > 0 ? .ioError : error as? Errno ?? .ioError)
                    }
                }
                return .success(done)
            }
        }
        switch result {
        case .success(let bytes): return came(bytes, first, count)
        case .failure(let error):
            let fault = ReadbackFault(errno: error.rawValue, reason: "\(error)")
            let isKnown = count == 1 && fault.kind == .unreadable
            return ReadOutcome(
                sectors: 0, fault: isKnown ? ReadbackFault(.unreadable, fault.reason, sector: first) : fault)
        }
    }

    private func came(_ bytes: Int, _ first: UInt64, _ count: Int) -> ReadOutcome {
        let whole = bytes / .sector
        if whole == count { return ReadOutcome(sectors: count) }
        let sector = first + UInt64(whole)
        if whole > 0 { return ReadOutcome(sectors: whole, fault: ReadbackFault(.unreadable, "short read")) }
        guard sector < size / .sector else {
            return ReadOutcome(
                sectors: whole, oddBytes: bytes % .sector, fault: ReadbackFault(.pastEnd, "end of device"))
        }
        let reason =
            "the system made the device smaller after an error near its end; take the disc out and in again"
        return ReadOutcome(sectors: whole, fault: ReadbackFault(.deviceShrank, reason, sector: sector))
    }

    public func dropCache(of sector: UInt64) {}
}
