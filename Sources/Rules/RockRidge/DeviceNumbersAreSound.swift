import Bytes
import DiscModel
import FileSystems
import Specimens

/// PN stands at a device, is 20 bytes long, and has two equal halves in each number (RRIP 1.12, 4.1.2).
enum DeviceNumbersAreSound: Rule {
    static let card = RuleCard(
        id: "rr-pn-invalid",
        title: "PN stands at a device and its numbers agree",
        rationale: """
            PN names the device that a node opens. At a plain file it is noise that a careless reader may obey; with \
            different halves the node opens another device on each kind of machine.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .rrip("4.1.2"))

    static var concerns: RecordTraits { RecordTraits(.pn) }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.pn), let entry = use.first(.pn) else { return }
        guard entry.length == 20 else {
            return findings.report(
                "the entry with the device number (PN) is \(entry.length.of("byte")) long",
                expected: "20 bytes",
                actual: "\(entry.length.of("byte"))",
                at: use.place(entry, SystemUseEntry.length))
        }
        findings.reportHalves(DeviceEntry.high, of: entry, slot: use.slot, in: use.tree)
        findings.reportHalves(DeviceEntry.low, of: entry, slot: use.slot, in: use.tree)
        let type = use.attributes?.type
        guard type != .blockDevice, type != .characterDevice else { return }
        findings.report(
            "the device number (PN) belongs to a \(type?.inWords ?? "file of no known type")",
            expected: "a device",
            at: use.place(entry))
    }

    static var examples: [Example] {
        [
            .fires("PN at a file", .rockRidge, at: "susp:/README.TXT:PN") {
                $0.insertEntry(NoDevicesAreThere.numbers, into: "record:/README.TXT")
            },
            .fires("halves that differ", .rockRidge, at: "susp:/README.TXT:PN", DeviceEntry.low) {
                $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o020666)
                $0.insertEntry(NoDevicesAreThere.numbers, into: "record:/README.TXT")
                $0.set(DeviceEntry.low.little, byte: 0, of: "susp:/README.TXT:PN", 4)
            },
            .passes("PN at a device", .rockRidge) {
                $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o020666)
                $0.insertEntry(NoDevicesAreThere.numbers, into: "record:/README.TXT")
            },
        ]
    }
}
