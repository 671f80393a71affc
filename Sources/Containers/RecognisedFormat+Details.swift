import Bytes
import Digests
import DiscModel

// What is known of images that are named and not opened, from their heads and tails.

extension RecognisedFormat {
    /// Version, program and kind of medium of an Aaru image, version 1.
    @Sendable static func aaruImage(_ head: Record, _: Record) -> String? {
        let name = String(
            decoding: (0..<32).map { head.u16le(8 + 2 * $0) }.prefix { $0 != 0 }, as: UTF16.self)
        guard head.u8(72) == 1 else { return "of version \(head.u8(72))" }
        return
            "of version \(head.u8(72)).\(head.u8(73)), made by \(DisplayName(name).escaped) \(head.u8(74)).\(head.u8(75)), kind of medium \(head.u32le(76))"
    }

    /// What the header of a PowerISO or gBurner image says, and whether its CRC-32 holds.
    @Sendable static func powerISO(_ head: Record, _: Record) -> String? {
        let isGood =
            RunningDigest.digest(.crc32, of: Array(head.slice(0, 72))).bytes == head.slice(72, 4).reversed()
        let version = head.u32le(20)
        guard isGood else { return "whose header is damaged: its CRC-32 is wrong" }
        return
            "of version \(version >> 8).\(version >> 4 & 15)\(version & 15), of an image of \(head.u64le(40)) bytes; PowerISO and daa2iso make an ISO of it"
    }

    /// Sectors, and whether a password is wanted.
    @Sendable static func magicISO(_: Record, _ tail: Record) -> String? {
        let start = tail.count - 64
        let isClosed = tail.slice(start + 40, 16).contains { $0 != 0 }
        return
            "of \(UInt64(tail.u32le(start + 16)).of("sector")) of \(tail.u32le(start + 20)) bytes\(isClosed ? ", with a password" : ""); MagicISO and uif2iso make an ISO of it"
    }

    /// Kind of disc and number of sessions.
    @Sendable static func blindWrite(_ head: Record, _: Record) -> String? {
        let kinds: [UInt16: String] = [
            8: "a CD-ROM", 9: "a CD-R", 10: "a CD-RW", 16: "a DVD-ROM", 64: "a BD-ROM",
        ]
        let kind = head.u16le(48)
        return "of \(kinds[kind] ?? "a disc of kind \(kind)") with \(UInt64(head.u16le(50)).of("session"))"
    }
}
