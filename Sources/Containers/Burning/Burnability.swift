import Bytes
import DiscModel
import Sectors

/// Which programs can write an image as it is, which after `isocheck convert`, and on which media it fits.
public struct Burnability: Sendable {
    public enum Answer: String, Sendable, Hashable {
        case asItIs, afterConvert, no
    }

    public struct Row: Sendable {
        public let program: BurningProgram
        public let answer: Answer
        /// One clause that says why.
        public let reason: String
    }

    public let rows: [Row]
    /// Media by name, smallest first, that hold all sectors.
    public let media: [String]

    /// - Parameter isHybrid: whether the image carries a partition table.
    public init(of container: ContainerFacts, sectors: UInt64, isHybrid: Bool) {
        let hasAudio = container.layout.tracks.contains(where: \.isAudio)
        let hasData = container.dataLayout != nil
        let subject = Subject(
            format: container.packing == nil ? container.format : CompressedImage.format, hasAudio: hasAudio,
            hasData: hasData, isHybrid: isHybrid, oddBytes: Self.oddBytes(of: container))
        rows = BurningProgram.all.map { subject.row($0) }
        media = Self.media.filter { sectors <= $0.sectors && (!hasAudio || $0.isCD) }.map(\.name)
    }

    /// Bytes behind the last whole sector of a plain ISO.
    private static func oddBytes(of container: ContainerFacts) -> UInt64 {
        guard container.isPlain else { return 0 }
        return container.files.reduce(0) { $0 &+ ($1.size ?? 0) } % .sector
    }

    /// Sectors of user data that media hold (ECMA-394, ECMA-279, ECMA-337, ECMA-364, BD-R white paper).
    private static let media: [(name: String, sectors: UInt64, isCD: Bool)] = [
        ("CD-R 74", 333_000, true), ("CD-R 80", 360_000, true), ("DVD+R", 2_295_104, false),
        ("DVD-R", 2_298_496, false), ("DVD-R DL", 4_171_712, false), ("DVD+R DL", 4_173_824, false),
        ("BD-R", 12_219_392, false), ("BD-R DL", 24_438_784, false),
    ]

    /// What the answer depends on.
    private struct Subject {
        let format: ContainerFormat
        let hasAudio: Bool
        let hasData: Bool
        let isHybrid: Bool
        let oddBytes: UInt64

        func row(_ program: BurningProgram) -> Row {
            let (answer, reason) = answer(program)
            return Row(program: program, answer: answer, reason: reason)
        }

        private func answer(_ program: BurningProgram) -> (Answer, String) {
            if hasAudio, !(program.takes.contains(format) && program.writesAudio) {
                return (.no, "has audio tracks, which it does not write from such an image")
            }
            if program.writesSticks, !isHybrid {
                return (.no, "has no partition table, so no firmware starts it from a stick")
            }
            if program.takes.contains(format) {
                return oddBytes == 0
                    ? (.asItIs, "takes such images")
                    : (.no, "its size is no multiple of 2048 bytes: \(oddBytes) bytes are too many")
            }
            guard hasData, program.takes.contains(PlainISO.format) else {
                return (.no, "takes neither this format nor a plain ISO")
            }
            return (.afterConvert, "takes a plain ISO, not this format")
        }
    }
}
