import Bytes

/// ECM files (Error Code Modeler): a disc of raw sectors without what can be computed of them.
struct ForgedECM {
    /// A record to come: its kind, and its units.
    private var pending: (kind: UInt8, count: Int, data: [UInt8]) = (0, 0, [])
    private(set) var bytes: [UInt8] = Array("ECM\u{0}".utf8)

    init(_ disc: WrappedDisc) {
        for track in disc.tracks {
            for sector in track.sectors {
                if track.isAudio {
                    add(0, sector, units: sector.count)
                } else if sector[15] == 1 {
                    add(1, Array(sector[12..<15] + sector[16..<2064]), units: 1)
                } else {
                    let isForm2 = sector[18] & 0x20 != 0
                    add(0, Array(sector[..<16]), units: 16)
                    add(isForm2 ? 3 : 2, Array(sector[20..<(isForm2 ? 2348 : 2072)]), units: 1)
                }
            }
        }
        flush()
        bytes += Self.head(0, 1 << 32) + RawSector.edc(disc.raw[...]).little
    }

    private mutating func add(_ kind: UInt8, _ data: [UInt8], units: Int) {
        if kind != pending.kind { flush() }
        pending = (kind, pending.count + units, pending.data + data)
        // Runs are bounded, so that adding stays quick.
        if pending.data.count > 1 << 16 { flush() }
    }

    private mutating func flush() {
        if pending.count > 0 { bytes += Self.head(pending.kind, pending.count) + pending.data }
        pending = (0, 0, [])
    }

    /// Two bits of the kind, and the number less one: 5 bits, then 7 in each byte.
    private static func head(_ kind: UInt8, _ count: Int) -> [UInt8] {
        var left = count - 1
        var bytes = [kind | UInt8(left & 31) << 2]
        left >>= 5
        while left > 0 {
            bytes[bytes.count - 1] |= 0x80
            bytes.append(UInt8(left & 127))
            left >>= 7
        }
        return bytes
    }
}

extension Wrapped {
    /// An ECM file of bare sectors.
    public static func ecm(_ disc: WrappedDisc) -> Wrapped {
        Wrapped(name: "disc.bin.ecm", bytes: ForgedECM(disc).bytes)
    }

    /// A cue sheet whose file of sectors was packed by ecm and is not there itself.
    public static func cueOfECM(_ disc: WrappedDisc) -> Wrapped {
        var files = Wrapped.cue(disc)
        files.siblings = ["disc.bin.ecm": ForgedECM(disc).bytes]
        return files
    }
}
