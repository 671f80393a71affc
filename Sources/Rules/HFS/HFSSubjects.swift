import Bytes
import DiscModel
import FileSystems
import Specimens

extension HFSFacts: FaultyVolume {
    static func each(in disc: Disc, _ body: (HFSFacts) -> Void) { disc.hfs.map(body) }
    var inTree: TreeKind? { tree.kind }
}

extension Disc {
    /// What the reader of HFS and HFS+ learnt.
    var hfs: HFSFacts? { facts(HFSFacts.self) }
}

extension HFSFacts {
    /// libisofs leaves the last byte of the bitmap zero where it should be full, on volumes that nobody writes to.
    static let libisofs = Exemption(
        .libisofs,
        "libisofs leaves the last eight blocks free in the bitmap where their number is a multiple of eight")

    /// Whether the bitmap of this volume is of that shape.
    var lacksLastByte: Bool {
        header.isPlus && header.record.has("liso", at: 8) && header.blockCount % 8 == 0
            && header.freeBlocks == 0
            && freeBlocks == 8 && (usedThoughFree?.block ?? .max) >= header.blockCount - 8
    }
}

/// A rule about what was found not to agree on the way through a volume.
protocol HFSFaultRule: FaultRule where Subject == HFSFacts {}

extension HFSFault: VolumeFault {}

extension HFSFaultRule {
    /// Such as "/docs/a.txt"; what is no file is told by what it is.
    static func subject(_ fault: HFSFault) -> String {
        if let path = fault.place.path { return path.text.isEmpty ? "the root folder" : path.escaped }
        return "the \(fault.place.field?.split(separator: "/").first.map(String.init) ?? "volume")"
    }
}

extension Clause {
    /// Apple's Technical Note 1150, HFS Plus Volume Format, by section.
    static func tn1150(_ section: String) -> Clause { Clause("Apple TN1150", section) }
}
