import Bytes

/// What the header of an UltraISO compressed image says.
struct ISZDescription {
    let unpackedBytes: UInt64
    let chunkBytes: UInt64
    let chunkCount: UInt64
    let entryBytes: Int
    let tableOffset: UInt64
    let dataOffset: UInt64
    /// Where they are recorded.
    let imageSum: UInt32?
    let storedSum: UInt32?

    /// UltraISO makes chunks of 64 to 512 KiB.
    private static let chunkLimit: UInt64 = 16 << 20

    /// - Throws: why the header leads nowhere, with what it says.
    init(_ source: any ByteSource, expansionLimit: UInt64) throws(OpeningFailure) {
        let head = try source.record(at: 0, count: ISZHeader.longLength)
        func refuse(_ why: String) -> OpeningFailure { .refused("looks like an ISZ; \(why)") }
        let length = Int(head[ISZHeader.headerLength])
        guard head.count >= ISZHeader.length, length == ISZHeader.length || length == ISZHeader.longLength
        else {
            throw refuse("its header is damaged: \(length) bytes long, not 48 or 64")
        }
        unpackedBytes = UInt64(head[ISZHeader.sectors]).times(UInt64(head[ISZHeader.sectorBytes]))
        let what = "an image of \(unpackedBytes) bytes in \(head[ISZHeader.chunks]) chunks"
        switch head[ISZHeader.encryption] {
        case 0: break
        case 1: throw refuse("\(what), encrypted by a password; UltraISO makes an ISO of it")
        case let kind: throw refuse("\(what), encrypted by AES (\(kind)); UltraISO makes an ISO of it")
        }
        guard head[ISZHeader.segment] == 0 else {
            throw refuse(
                "it is file \(UInt(head[ISZHeader.segment]) + 1) of an image in several; open the first")
        }
        chunkBytes = UInt64(head[ISZHeader.chunkBytes])
        chunkCount = UInt64(head[ISZHeader.chunks])
        entryBytes = Int(head[ISZHeader.entryBytes])
        tableOffset = UInt64(head[ISZHeader.tableOffset])
        dataOffset = UInt64(head[ISZHeader.dataOffset])
        let isLong = length == ISZHeader.longLength && head.count == length
        imageSum = isLong && head[ISZHeader.imageSum] != 0 ? head[ISZHeader.imageSum] : nil
        storedSum = isLong && head[ISZHeader.storedSum] != 0 ? head[ISZHeader.storedSum] : nil
        guard 1...Self.chunkLimit ~= chunkBytes, 1...4 ~= entryBytes || tableOffset == 0 else {
            throw refuse(
                "its header is damaged: chunks of \(chunkBytes) bytes, with \(entryBytes) for each in the table, cannot be"
            )
        }
        guard unpackedBytes > 0 else { throw refuse("its header says that it holds 0 bytes") }
        guard unpackedBytes <= expansionLimit else {
            throw .refused(
                "an ISZ that says that it unpacks to \(unpackedBytes) bytes; --max-expanded allows \(expansionLimit) bytes"
            )
        }
        try refuseSeveral(source, at: UInt64(head[ISZHeader.segmentsOffset]), refuse)
    }

    /// A table of more than one file, which ends with a size of 0.
    private func refuseSeveral(
        _ source: any ByteSource, at offset: UInt64, _ refuse: (String) -> OpeningFailure
    )
        throws(OpeningFailure)
    {
        guard offset > 0 else { return }
        let table = ISZDescription.unmasked(try source.record(at: offset, count: 48))
        guard table.count < 32 || table.u64le(24) == 0 else {
            throw refuse(
                "it is the first of several files of an image, which isocheck does not join (UltraISO makes an ISO of them)"
            )
        }
    }

    static func unmasked(_ table: Record) -> Record {
        Record(offset: table.offset, table.bytes.enumerated().map { $1 ^ ISZHeader.mask[$0 % 4] })
    }
}
