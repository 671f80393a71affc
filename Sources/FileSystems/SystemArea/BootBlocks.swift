public import Bytes
public import DiscModel
public import Readers

/// Reads the first blocks that machines other than PCs start from: disk labels of SUN, volume headers of SGI, boot blocks
/// of DECstation, HP-PA (PALO) and DEC Alpha (SRM), as mkisofs and xorriso write them.
public struct BootBlocks: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc]

    public init() {}

    public func read(_ context: WindowContext) -> BootBlockFacts? {
        let window = context.window
        // What cannot be read is a gap of the system area.
        var ignored: [Gap] = []
        let record = window.part(window.start, .sector, for: .systemArea, Place(), gaps: &ignored)
        return BootBlock.Kind(of: record).map {
            BootBlockFacts(block: BootBlock(kind: $0, record: record.part(0, Int($0.length))))
        }
    }
}

/// The boot block of a disc.
public struct BootBlockFacts: Facts {
    public let block: BootBlock
}

/// A boot block, raw.
public struct BootBlock: Sendable, Hashable {
    /// What it is, by its name in reports.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case sun = "SUN disk label"
        case mips = "MIPS volume header"
        case decStation = "DECstation boot block"
        case palo = "HP-PA PALO boot block"
        case alpha = "DEC Alpha boot block"

        /// A block of an Alpha has no mark but its sum; mkisofs, xorriso and aboot write a text into it.
        init?(of record: Record) {
            guard record.count >= 512 else { return nil }
            if record.u16be(508) == 0xDABE {
                self = .sun
            } else if record.u32be(0) == 0x0BE5_A941 {
                self = .mips
            } else if record.u16be(0) == 0x8000, record.has("PALO", at: 2) {
                self = .palo
            } else if record.u32le(8) == 0x0002_757A, record.u64le(0) == 0 {
                self = .decStation
            } else if record.has("Linux/Alpha aboot", at: 0) {
                self = .alpha
            } else {
                return nil
            }
        }

        /// Bytes it takes: PALO has a command line in its second half.
        var length: UInt64 { self == .palo ? .sector : 512 }
    }

    public let kind: Kind
    public let record: Record
}

extension BootBlock {
    /// A checksum as it is recorded, and as the bytes give it.
    public struct Sum: Sendable, Hashable {
        public let recorded: UInt64
        public let measured: UInt64
        public let place: Place
    }

    /// Nil for those that have none.
    public var sum: Sum? {
        switch kind {
        case .sun:
            let words = stride(from: 0, to: 510, by: 2).map { record.u16be($0) }
            return Sum(
                recorded: UInt64(self[Self.sunSum]), measured: UInt64(words.reduce(0, ^)),
                place: place(Self.sunSum))
        case .mips:
            let others = stride(from: 0, to: 512, by: 4).filter { $0 != Self.mipsSum.offset }
            let sum = others.reduce(UInt32(0)) { $0 &+ record.u32be($1) }
            return Sum(
                recorded: UInt64(self[Self.mipsSum]), measured: UInt64(0 &- sum), place: place(Self.mipsSum))
        case .alpha:
            let sum = stride(from: 0, to: 504, by: 8).reduce(UInt64(0)) { $0 &+ record.u64le($1) }
            return Sum(recorded: self[Self.alphaSum], measured: sum, place: place(Self.alphaSum))
        case .decStation, .palo: return nil
        }
    }

    /// What it leads to: a partition, a program.
    public struct Target: Sendable, Hashable {
        public let name: String
        public let run: DiscMap.Run
        public let place: Place
    }

    /// Those that have bytes.
    public var targets: [Target] {
        let all: [Target] =
            switch kind {
            case .sun: sunPartitions
            case .mips: mipsPrograms + mipsPartitions
            case .decStation:
                [
                    target(
                        "boot program", UInt64(self[Self.decStationStart]) * 512,
                        UInt64(self[Self.decStationBlocks]) * 512, Self.decStationStart)
                ]
            case .palo:
                Self.paloFiles.map {
                    target($0.name, UInt64(self[$0.start]), UInt64(self[$0.length]), $0.start)
                }
            case .alpha:
                [
                    target(
                        "boot loader", self[Self.alphaStart].times(512), self[Self.alphaBlocks].times(512),
                        Self.alphaStart)
                ]
            }
        return all.filter { $0.run.length > 0 }
    }

    /// Bytes of a cylinder, in which a SUN disk label counts.
    public var cylinder: UInt64 {
        kind == .sun ? UInt64(self[Self.sunHeads]) * UInt64(self[Self.sunSectors]) * 512 : 0
    }

    private func target<Coding>(
        _ name: String, _ start: UInt64, _ length: UInt64, _ field: Field<Coding>
    ) -> Target {
        Target(name: name, run: .init(offset: start, length: length), place: place(field))
    }

    private var sunPartitions: [Target] {
        (0..<8).map { index in
            target(
                "partition \(index + 1)", UInt64(self[Self.sunCylinder(index)]).times(cylinder),
                UInt64(self[Self.sunBlocks(index)]) * 512, Self.sunBlocks(index))
        }
    }

    private var mipsPrograms: [Target] {
        (0..<15).map { index in
            let name = Record.text(self[Self.mipsFileName(index)].prefix { $0 != 0 })
            return target(
                "program \(name)", UInt64(self[Self.mipsFileBlock(index)]) * 512,
                UInt64(self[Self.mipsFileLength(index)]), Self.mipsFileBlock(index))
        }
    }

    private var mipsPartitions: [Target] {
        (0..<16).map { index in
            target(
                "partition \(index + 1)", UInt64(self[Self.mipsFirstBlock(index)]) * 512,
                UInt64(self[Self.mipsBlocks(index)]) * 512, Self.mipsBlocks(index))
        }
    }
}
