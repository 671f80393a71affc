import Bytes
import Digests

/// Unpacks the chunks of an UltraISO compressed image.
struct ISZChunks: PackedBlocks {
    private enum Kind: UInt32 { case zeros, plain, zlib, bzip2 }

    let source: any ByteSource
    let isz: ISZDescription
    /// Kind in the two highest of as many bits as an entry has, and the stored length.
    private let entries: [UInt32]
    /// Where every 64th chunk begins in the file.
    private let starts: [UInt64]
    /// What is wrong with the table, as a clause about it.
    let fault: String?
    /// The byte behind the last chunk.
    let end: UInt64

    private static let step = 64

    /// Chunks up to the last one that begins in the file, or needs nothing of it.
    private let reached: UInt64

    var size: UInt64 { min(isz.unpackedBytes, reached.times(isz.chunkBytes)) }
    var blockBytes: UInt64 { isz.chunkBytes }

    init(_ source: any ByteSource, _ isz: ISZDescription) throws(OpeningFailure) {
        self.source = source
        self.isz = isz
        var fault: String?
        let wanted = isz.unpackedBytes / isz.chunkBytes + (isz.unpackedBytes % isz.chunkBytes == 0 ? 0 : 1)
        if wanted != isz.chunkCount {
            fault = "has \(isz.chunkCount) entries, and the image is as long as \(wanted) chunks"
        }
        var entries: [UInt32] = []
        if isz.tableOffset > 0 {
            let count = min(wanted, isz.chunkCount)
            let held = (source.size - min(source.size, isz.tableOffset)) / UInt64(isz.entryBytes)
            if held < count { fault = fault ?? "ends with the file" }
            let bytes = try source.record(at: isz.tableOffset, count: Int(min(count, held)) * isz.entryBytes)
            let table = ISZDescription.unmasked(bytes)
            entries.reserveCapacity(table.count / isz.entryBytes)
            for at in stride(from: 0, to: table.count - table.count % isz.entryBytes, by: isz.entryBytes) {
                let entry = table.slice(at, isz.entryBytes).reversed().reduce(0 as UInt32) {
                    $0 << 8 | UInt32($1)
                }
                entries.append(entry)
            }
        }
        self.entries = entries
        var starts: [UInt64] = []
        var (at, reached) = (isz.dataOffset, 0 as UInt64)
        for (number, entry) in entries.enumerated() {
            if number % Self.step == 0 { starts.append(at) }
            let (kind, length) = Self.parts(entry, isz.entryBytes)
            if kind == .zeros || at < source.size { reached = UInt64(number) + 1 }
            // Their length is told by some as that of the zeros; nothing is stored of them.
            if kind == .zeros, length != 0,
                length != min(isz.chunkBytes, isz.unpackedBytes - UInt64(number) * isz.chunkBytes)
            {
                fault = fault ?? "says of chunk \(number), which is zeros, that it has \(length) bytes"
            }
            if kind != .zeros { at = at.adding(length) }
        }
        if isz.tableOffset == 0 {
            reached = (source.size - min(source.size, at)) / isz.chunkBytes + 1
            at = at.adding(isz.unpackedBytes)
        }
        if at > source.size { fault = fault ?? "leads behind the end of the file, to byte \(at)" }
        self.starts = starts
        self.reached = reached
        self.fault = fault
        end = at
    }

    var codecs: [String] {
        let kinds = Set(entries.map { Self.parts($0, isz.entryBytes).kind })
        return (kinds.contains(.zlib) ? ["zlib"] : []) + (kinds.contains(.bzip2) ? ["bzip2"] : [])
    }

    private static func parts(_ entry: UInt32, _ entryBytes: Int) -> (kind: Kind, length: UInt64) {
        let bits = UInt32(entryBytes * 8 - 2)
        return (Kind(rawValue: entry >> bits & 3) ?? .zeros, UInt64(entry & (1 << bits - 1)))
    }

    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let count = Int(min(blockBytes, isz.unpackedBytes - number * blockBytes))
        if isz.tableOffset == 0 {
            return try stored(number, isz.dataOffset.adding(number * blockBytes), count)
        }
        guard number < UInt64(entries.count) else {
            throw failure(number, "the table of the ISZ ends before chunk \(number)")
        }
        let index = Int(number)
        var at = starts[index / Self.step]
        for before in entries[index / Self.step * Self.step..<index] {
            let (kind, length) = Self.parts(before, isz.entryBytes)
            if kind != .zeros { at = at.adding(length) }
        }
        let (kind, length) = Self.parts(entries[index], isz.entryBytes)
        switch kind {
        case .zeros: return [UInt8](repeating: 0, count: count)
        case .plain: return try stored(number, at, count)
        case .zlib, .bzip2:
            guard length <= 2 * blockBytes + 1024 else {
                throw failure(number, "chunk \(number) of the ISZ is said to take \(length) bytes")
            }
            var packed = try stored(number, at, Int(length))
            // The mark of bzip2 is written over.
            if kind == .bzip2, packed.count > 3 { packed.replaceSubrange(0..<3, with: Array("BZh".utf8)) }
            let unpacked =
                kind == .zlib
                ? ZlibStream.unpack(packed[...], upTo: Int(blockBytes))
                : BZip2Stream.unpack(packed[...], upTo: Int(blockBytes))
            guard let unpacked, unpacked.count == count || unpacked.count == Int(blockBytes) else {
                throw failure(
                    number,
                    "chunk \(number) of the ISZ is damaged: its data cannot be unpacked to \(count) bytes")
            }
            return unpacked
        }
    }

    private func stored(_ number: UInt64, _ at: UInt64, _ count: Int) throws(ReadFailure) -> [UInt8] {
        let bytes = try source.bytes(at: at, count: count)
        guard bytes.count == count else {
            throw failure(number, "chunk \(number) of the ISZ lies behind the end of the file")
        }
        return bytes
    }
}
