import COptical
import Glibc
public import SystemPackage

/// An optical drive, spoken to in its own commands (MMC-6, SPC-4): nothing is read ahead, nothing cached by the system,
/// and a failed command says why.
public final class OpticalDrive {
    private let descriptor: Int32

    /// Opens the device without waiting for a disc.
    ///
    /// - Returns: nil when the device is no optical drive.
    /// - Throws: `Errno` as the system gives it.
    public init?(path: FilePath) throws(Errno) {
        descriptor = unsafe optical_open(path.string, 0)
        guard descriptor >= 0 else { throw Errno(rawValue: -descriptor) }
        if optical_drive_status(descriptor) < 0 {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// A command that did not succeed.
    public enum Failure: Error, Sendable, Hashable {
        /// The drive answered with sense data, and perhaps with the sector it failed at.
        case sense(Sense, sector: UInt64?)
        /// The command did not reach the drive, or its answer did not come: errno, or 0 for trouble on the way.
        case transport(Int32)
    }

    /// Milliseconds that a command may take; a drive that fights for a sector takes up to half a minute.
    private static let timeout: UInt32 = 60_000

    /// Sends a command and fills the buffer.
    ///
    /// - Returns: how many bytes came, and the sense of a recovered error.
    private func send(_ command: [UInt8], _ buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> (
        Int, Sense?
    ) {
        var answer = optical_answer()
        unsafe command.withUnsafeBufferPointer { bytes in
            unsafe optical_command(
                descriptor, bytes.baseAddress, UInt8(bytes.count), buffer.baseAddress, UInt32(buffer.count),
                Self.timeout, &answer)
        }
        if answer.error != 0 { throw .transport(answer.error) }
        let data = unsafe withUnsafeBytes(of: answer.sense) {
            unsafe [UInt8]($0.prefix(Int(answer.sense_length)))
        }
        let decoded = Sense.decode(data)
        if let decoded, decoded.sense.kind != nil { throw .sense(decoded.sense, sector: decoded.sector) }
        guard answer.host_status == 0, answer.status == 0 || decoded != nil else { throw .transport(0) }
        return (buffer.count - Int(max(0, answer.residue)), decoded?.sense)
    }

    private func bytes(_ command: [UInt8], count: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe bytes.withUnsafeMutableBytes { buffer -> Result<Int, Failure> in
            do throws(Failure) { return .success(unsafe try send(command, buffer).0) } catch {
                return .failure(error)
            }
        }
        return [UInt8](bytes.prefix(try result.get()))
    }

    // MARK: The disc

    /// TEST UNIT READY (SPC-4, 6.37).
    public func testReady() throws(Failure) { _ = try bytes([0, 0, 0, 0, 0, 0], count: 0) }

    /// READ CAPACITY (MMC-6, 6.24): how many sectors the disc has, as the drive says. It may say up to 75 too many.
    public func capacity() throws(Failure) -> (sectors: UInt64, bytesPerSector: UInt32) {
        let answer = try bytes([0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0], count: 8)
        guard answer.count == 8 else { throw .transport(0) }
        return (UInt64(Self.number(answer[0..<4])) + 1, Self.number(answer[4..<8]))
    }

    /// GET CONFIGURATION (MMC-6, 6.6): the current profile, such as 8 for CD-ROM; nil from a drive that has none.
    public func profile() -> UInt16? {
        guard let answer = try? bytes([0x46, 0, 0, 0, 0, 0, 0, 0, 8, 0], count: 8), answer.count == 8 else {
            return nil
        }
        return UInt16(answer[6]) << 8 | UInt16(answer[7])
    }

    /// INQUIRY (SPC-4, 6.4): vendor, product and revision.
    public func name() -> String? {
        guard let answer = try? bytes([0x12, 0, 0, 0, 36, 0], count: 36), answer.count == 36 else {
            return nil
        }
        let words = [answer[8..<16], answer[16..<32], answer[32..<36]].map {
            String(decoding: $0, as: UTF8.self).split(separator: " ").joined(separator: " ")
        }
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// READ TOC/PMA/ATIP, format 0 (MMC-6, 6.25): the tracks and the lead-out.
    public func tracks() throws(Failure) -> [Track] {
        let answer = try bytes([0x43, 0, 0, 0, 0, 0, 0, 0x03, 0x24, 0], count: 804)
        guard answer.count >= 4 else { throw .transport(0) }
        let end = min(answer.count, 2 + Int(Self.number(answer[0..<2])))
        return stride(from: 4, to: end - 7, by: 8).map {
            Track(
                number: answer[$0 + 2], isData: answer[$0 + 1] & 4 != 0,
                start: UInt64(Self.number(answer[$0 + 4..<$0 + 8])))
        }
    }

    public struct Track: Sendable, Hashable {
        /// AAh is the lead-out.
        public let number: UInt8
        public let isData: Bool
        public let start: UInt64
        public var isLeadOut: Bool { number == 0xAA }
    }

    /// READ TOC/PMA/ATIP, format 1: the first sector of the last session.
    public func lastSession() -> UInt64? {
        guard let answer = try? bytes([0x43, 0, 1, 0, 0, 0, 0, 0, 12, 0x40], count: 12), answer.count == 12
        else {
            return nil
        }
        return UInt64(Self.number(answer[8..<12]))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    // MARK: Sectors

    /// READ(10) (MMC-6, 6.21), or READ(12) beyond its reach, past the drive's cache where the drive can do that.
    ///
    /// - Returns: how many bytes came, and the sense of an error that the drive could correct.
    func read(_ sector: UInt64, count: Int, into buffer: SectorBuffer, at index: Int, isForced: Bool)
        throws(Failure)
        -> (bytes: Int, recovered: Sense?)
    {
        guard let address = UInt32(exactly: sector), let count = UInt16(exactly: count) else {
            throw .sense(Sense(key: 5, code: 0x21, qualifier: 0), sector: nil)
        }
        let place = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: address >> $0) }
        // Bit 3: force unit access, do not answer from the cache.
        let command: [UInt8] =
            [0x28, isForced ? 8 : 0] + place + [0, UInt8(count >> 8), UInt8(count & 0xFF), 0]
        let result = buffer.fill(index, Int(count)) { span in
            unsafe span.withUnsafeMutableBytes { bytes -> Result<(bytes: Int, recovered: Sense?), Failure> in
                do throws(Failure) { return .success(unsafe try send(command, bytes)) } catch {
                    return .failure(error)
                }
            }
        }
        return try result.get()
    }

    // MARK: Other devices

    /// Opens any device past the page cache (O_DIRECT, whose number differs from machine to machine).
    static func openDirectly(_ path: FilePath) throws(Errno) -> FileDescriptor {
        let descriptor = unsafe optical_open(path.string, 1)
        guard descriptor >= 0 else { throw Errno(rawValue: -descriptor) }
        return FileDescriptor(rawValue: descriptor)
    }
}
