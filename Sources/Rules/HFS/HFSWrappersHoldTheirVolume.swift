import Bytes
import DiscModel
import FileSystems
import Specimens

/// A wrapper of HFS has the volume of HFS+ in blocks of its own.
enum HFSWrappersHoldTheirVolume: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-wrapper",
        title: "A wrapper of HFS has the volume of HFS+ in blocks of its own",
        rationale: """
            Old systems see the wrapper, new ones the volume in it. Where the wrapper leads to blocks without one, \
            Linux and macOS show the wrapper alone, in which the files are not. The blocks count as bad in the \
            wrapper, or whoever writes to it destroys the volume.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("HFS Wrapper"))

    static let kinds: Set<HFSFault.Kind> = [.wrapperOutside, .wrapperEmpty, .wrapperUnguarded]

    static func words(_ fault: HFSFault) -> String {
        switch fault.kind {
        case .wrapperOutside:
            "the wrapper says that its volume of HFS+ lies in \(fault.recorded); it has \(fault.found)"
        case .wrapperEmpty:
            "the wrapper says that a volume of HFS+ begins with its \(fault.recorded), and none is there"
        default: "the volume of HFS+ takes \(fault.recorded) of its wrapper, which has \(fault.found)"
        }
    }

    static func severity(_ fault: HFSFault) -> Severity? { fault.kind == .wrapperUnguarded ? .warning : nil }

    static var examples: [Example] {
        [
            .fires("a volume one block on", .hfsWrapped, at: "hfs:header", 126) {
                $0.set16BE("hfs:header", 126, $0.get16BE("hfs:header", 126) + 1)
            },
            .fires("a volume of 9,000 blocks", .hfsWrapped, at: "hfs:header", 126) {
                $0.set16BE("hfs:header", 128, 9_000)
            },
            .fires(
                "blocks that are not kept from others", .hfsWrapped, at: "hfs:header", 126, severity: .warning
            ) {
                $0.set16BE("hfs:extents:5", 10, 1)
            },
            .passes("a volume in a wrapper", .hfsWrapped),
        ]
    }
}
