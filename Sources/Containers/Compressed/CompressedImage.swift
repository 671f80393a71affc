import Bytes
import Digests
import Sectors
import SystemPackage

/// An image packed by gzip, bzip2, xz or zstd. It is unpacked into a temporary file, and that is opened as any other.
public enum CompressedImage: ContainerReader {
    public static let format = ContainerFormat("compressed image", extensions: ["gz", "bz2", "xz", "zst"])

    enum Filter: String {
        case gzip, bzip2, xz, zstd

        init?(_ head: Record) {
            if head.u8(0) == 0x1F, head.u8(1) == 0x8B, head.u8(2) == 8 {
                self = .gzip
            } else if head.has("BZh"), head.slice(4, 6).elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) {
                self = .bzip2
            } else if head.slice(0, 6).elementsEqual([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) {
                self = .xz
            } else if head.slice(0, 4).elementsEqual([0x28, 0xB5, 0x2F, 0xFD]) {
                self = .zstd
            } else {
                return nil
            }
        }
    }

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let head = try input.source.record(at: 0, count: 16)
        guard let filter = Filter(head) else { return nil }
        let unpacked = try unpack(input, filter)
        // What lists beside it say of the packed file must not be taken for the unpacked image.
        let name = input.stem == input.name ? "\(input.name) unpacked" : input.stem
        let inner = input.replacing(unpacked.source, named: name)
        guard unpacked.source.size > 0, Filter(try unpacked.source.record(at: 0, count: 16)) == nil,
            let image = try Containers.open(inner)
        else {
            let what = try Lookalike.name(of: inner).map { "looks like \($0)" } ?? "is no disc image"
            let why = unpacked.failure.map { "; unpacking stopped: \($0)" } ?? ""
            throw .refused("looks like \(filter.rawValue) data; what is packed \(what)\(why)")
        }
        var facts = image.facts
        facts.fileName = input.name
        facts.packing = Packing(
            filter: filter.rawValue, packedSize: input.source.size, unpackedSize: unpacked.source.size,
            failure: unpacked.failure, trailingBytes: unpacked.trailing,
            integrityCheck: try integrityCheck(filter, input.source, unpacked))
        return OpenedImage(
            sources: image.sources + [.init(name: input.name, role: .packed, bytes: input.source)],
            map: image.map,
            start: image.volume.start, facts: facts)
    }

    private struct Unpacked {
        let source: any ByteSource
        let crc: UInt32
        let failure: String?
        let trailing: UInt64
    }

    /// Left free on the disk that the image is unpacked to.
    private static let reserve: UInt64 = 64 << 20

    private static func unpack(_ input: ImageInput, _ filter: Filter) throws(OpeningFailure) -> Unpacked {
        do {
            let spool = try SpoolFile(in: FilePath(input.spoolFolder))
            let room = spool.available - min(spool.available, reserve)
            let promised = try filter.promisedSize(of: input.source)
            if promised > input.expansionLimit {
                throw tooLarge("says that it unpacks to \(promised) bytes", input)
            }
            if promised > room { throw tooFull("says that it unpacks to \(promised) bytes", room, input) }
            var total: UInt64 = 0
            var crc = RunningDigest(.crc32)
            let outcome = try ArchiveReader.unpack(input.source) { piece in
                total += UInt64(piece.byteCount)
                try input.step(total, of: promised)
                if total > input.expansionLimit {
                    throw tooLarge("goes on when that much is unpacked", input)
                }
                if total > room { throw tooFull("goes on when that much is unpacked", room, input) }
                if filter == .gzip { crc.update(piece) }
                try spool.append(piece)
            }
            let size = input.source.size
            return Unpacked(
                source: try spool.finished(), crc: Record(crc.digest().bytes).u32be(0),
                failure: outcome.failure,
                trailing: outcome.failure == nil ? size - min(size, outcome.consumed) : 0)
        } catch let failure as OpeningFailure {
            throw failure
        } catch let failure as ReadFailure {
            throw .read(failure)
        } catch {
            throw .refused("cannot be unpacked into \(input.spoolFolder): \(error)")
        }
    }

    private static func tooLarge(_ what: String, _ input: ImageInput) -> OpeningFailure {
        .refused("a compressed file that \(what); --max-expanded allows \(input.expansionLimit) bytes")
    }

    private static func tooFull(_ what: String, _ room: UInt64, _ input: ImageInput) -> OpeningFailure {
        .refused(
            "a compressed file that \(what); \(input.spoolFolder) has room for \(room) bytes (TMPDIR names another folder)"
        )
    }

    // MARK: Integrity check

    /// What the format's own checksum says. libarchive checks those of bzip2, xz and zstd while it unpacks, and stops; it
    /// leaves out gzip's, which is compared here where the file has one member.
    private static func integrityCheck(_ filter: Filter, _ source: any ByteSource, _ unpacked: Unpacked)
        throws(OpeningFailure) -> IntegrityCheck
    {
        let what = "the unpacked image"
        switch filter {
        case .gzip:
            let end = source.size - min(source.size, unpacked.trailing)
            let trailer = try source.record(at: end - min(end, 8), count: 8)
            let isWhole = trailer.u32le(4) == UInt32(truncatingIfNeeded: unpacked.source.size)
            let state: IntegrityCheck.State =
                unpacked.failure != nil
                ? .bad : !isWhole ? .absent : trailer.u32le(0) == unpacked.crc ? .good : .bad
            return IntegrityCheck(what: what, algorithm: "CRC-32", state: state)
        case .bzip2:
            return IntegrityCheck(what: what, algorithm: "CRC-32", state: state(unpacked, isThere: true))
        case .xz:
            let kind = try source.record(at: 7, count: 1).u8(0) & 0xF
            let names: [UInt8: String] = [1: "CRC-32", 4: "CRC-64", 10: "SHA-256"]
            return IntegrityCheck(
                what: what, algorithm: names[kind] ?? "check", state: state(unpacked, isThere: kind != 0))
        case .zstd:
            let isThere = try source.record(at: 4, count: 1).u8(0) & 4 != 0
            return IntegrityCheck(what: what, algorithm: "XXH64", state: state(unpacked, isThere: isThere))
        }
    }

    private static func state(_ unpacked: Unpacked, isThere: Bool) -> IntegrityCheck.State {
        unpacked.failure != nil ? .bad : isThere ? .good : .absent
    }
}
