import Bytes
import DiscModel
import FileSystems
import Specimens

/// No record is a device node (RRIP 1.12, 4.1.1 and 4.1.2).
enum NoDevicesAreThere: Rule {
    static let card = RuleCard(
        id: "rr-px-device-node",
        title: "The disc carries no device nodes",
        rationale: """
            Whoever opens a device node on a mounted disc opens the device of the machine, unless the disc is mounted with \
            nodev. Every root file system of a live disc has some, so they are a fact; who releases an image or examines one \
            of unknown origin should know, so it is a warning in the profiles release and forensic.
            """,
        remedy: "Leave /dev out of the image.",
        severity: .note,
        clause: .rrip("4.1.2"))

    static var concerns: RecordTraits { .unusualType }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard let type = use.attributes?.type, type == .blockDevice || type == .characterDevice else {
            return
        }
        let numbers = use.first(.pn).map(words) ?? "without numbers"
        findings.report(
            "the record is a \(type == .blockDevice ? "block" : "character") device, \(numbers)",
            at: use.first(.px).map { use.place($0, PosixAttributes.mode) },
            severity: findings.note(warningIn: [.release, .forensic]))
    }

    /// The two numbers; where the first is 0, Linux takes both from the second.
    private static func words(_ entry: SystemUseEntry) -> String {
        let (high, low) = (entry[DeviceEntry.high].read, entry[DeviceEntry.low].read)
        return high == 0 && low > 0xFF
            ? "major \(low >> 8), minor \(low & 0xFF)" : "major \(high), minor \(low)"
    }

    static let numbers = Specimen.systemUseEntry("PN", [0, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 1, 3])

    static var examples: [Example] {
        [
            .fires("a character device", .rockRidge, at: "susp:/README.TXT:PX", PosixAttributes.mode) {
                $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o020666)
                $0.insertEntry(numbers, into: "record:/README.TXT")
            },
            .passes("files, directories and a link", .rockRidge),
        ]
    }
}
