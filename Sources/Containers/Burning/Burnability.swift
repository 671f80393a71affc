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

    /// - Parameters:
    ///   - isHybrid: whether the image carries a partition table.
    ///   - isFaulty: whether something is wrong with the container, so that no program can be trusted with it as it is.
    public init(of container: ContainerFacts, sectors: UInt64, isHybrid: Bool, isFaulty: Bool = false) {
        let subject = Subject(
            container, isHybrid: isHybrid, isFaulty: isFaulty, oddBytes: Self.oddBytes(of: container))
        rows = BurningProgram.all.map { subject.row($0) }
        let isThere = container.spans.contains { $0.extent.count > 0 }
        media = Self.media.filter { isThere && sectors <= $0.sectors && (!subject.hasAudio || $0.isCD) }.map(
            \.name)
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
        let isFaulty: Bool
        let oddBytes: UInt64
        /// Files with sectors, and the bytes of each sector of data in them.
        let files: Int
        let dataStrides: Set<UInt64>

        init(_ container: ContainerFacts, isHybrid: Bool, isFaulty: Bool, oddBytes: UInt64) {
            format = container.packing == nil ? container.format : CompressedImage.format
            hasAudio = container.layout.tracks.contains(where: \.isAudio)
            hasData = container.dataLayout != nil
            self.isHybrid = isHybrid
            self.isFaulty = isFaulty
            self.oddBytes = oddBytes
            files = Set(container.spans.map(\.extent.source)).count
            dataStrides = Set(container.spans.map(\.extent.layout).filter { $0.data > 0 }.map(\.stride))
        }

        func row(_ program: BurningProgram) -> Row {
            let (answer, reason) = answer(program)
            return Row(program: program, answer: answer, reason: reason)
        }

        private func answer(_ program: BurningProgram) -> (Answer, String) {
            let obstacle = obstacle(to: program)
            if obstacle == nil {
                return oddBytes == 0
                    ? (.asItIs, "takes such images")
                    : (.no, "its size is no multiple of 2048 bytes: \(oddBytes) bytes are too many")
            }
            if hasAudio { return (.no, "has audio tracks, which a plain ISO cannot hold; \(obstacle ?? "")") }
            if program.writesSticks, !isHybrid {
                return (.no, "has no partition table, so no firmware starts it from a stick")
            }
            guard hasData, program.takes.contains(PlainISO.format), format != PlainISO.format else {
                return (.no, obstacle ?? "")
            }
            return (.afterConvert, "takes a plain ISO; \(obstacle ?? "")")
        }

        /// Why a program does not take the image as it is, as a clause; nil when it does.
        private func obstacle(to program: BurningProgram) -> String? {
            guard program.takes.contains(format) else { return "it does not take this format" }
            if program.writesSticks, !isHybrid {
                return "the image has no partition table, so no firmware starts it from a stick"
            }
            if hasAudio, !program.writesAudio { return "it does not write audio tracks of such an image" }
            if isFaulty {
                return "the descriptor of the image or its files have faults, which this report tells"
            }
            return format == CueSheetImage.format ? obstacle(toSheets: program.sheets) : nil
        }

        private func obstacle(toSheets limits: BurningProgram.SheetLimits) -> String? {
            if limits.wantsOneFile, files > 1 { return "it takes cue sheets that name one file" }
            if hasAudio, !limits.takesAudio { return "it takes cue sheets without audio tracks" }
            if hasAudio, hasData, !limits.takesBoth { return "it takes cue sheets of either data or audio" }
            if let strides = limits.dataStrides, !dataStrides.isSubset(of: strides) {
                return "it takes only sectors of 2048 bytes of a cue sheet"
            }
            return nil
        }
    }
}
