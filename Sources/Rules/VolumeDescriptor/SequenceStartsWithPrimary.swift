import Bytes
import DiscModel
import FileSystems
import Specimens

/// The set of descriptors begins with the primary one, in sector 16 (ECMA-119, 6.7.1).
enum SequenceStartsWithPrimary: Rule {
    static let card = RuleCard(
        id: "vd-sequence-start",
        title: "The primary volume descriptor stands in sector 16",
        rationale: """
            The standard lets any descriptor come first, but programs do not: xorriso and isovfy look for the primary \
            descriptor in sector 16 only, and isomd5sum computes the place of its checksum from there. Without a primary \
            descriptor no reader that lacks Joliet finds a single file, and Linux opens nothing at all. A medium that was \
            blanked may still have its older sessions, which programs show when they are told where these start.
            """,
        remedy:
            "Make the image again with a program that writes the primary descriptor first; recover the files with a reader of the tree that is left.",
        severity: .warning,
        clause: .ecma119("6.7.1"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        if disc.iso == nil, let sessions = disc.furtherVolumes?.volumes.filter({ $0.reading == .image }),
            let last = sessions.last
        {
            let starts = sessions.map { "\($0.start)" }.joined(separator: ", ")
            return findings.report(
                "sector 16 holds no volume descriptor, so programs take the image for empty; the files are in the "
                    + (sessions.count == 1 ? "session" : "sessions") + " at LBA \(starts)",
                expected: "type 1", actual: "no descriptor", at: last.place, severity: .error)
        }
        guard let iso = disc.iso, let first = iso.descriptors.first, !iso.isForeign, first.kind != .primary
        else { return }
        let place = first.place(VolumeDescriptor.type)
        guard let primary = iso.primary else {
            findings.report(
                "the image has no primary volume descriptor; sector 16 holds a \(first.name)",
                expected: "type 1",
                actual: "type \(first.type)", at: place, severity: .error,
                causedBy: EverythingIsInPlace.movesDescriptors(of: disc))
            return
        }
        findings.report(
            "the first descriptor is a \(first.name); the primary one follows in sector \(primary.offset / .sector)",
            expected: "type 1", actual: "type \(first.type)", at: place,
            causedBy: EverythingIsInPlace.movesDescriptors(of: disc))
    }

    static var examples: [Example] {
        [
            .fires("boot record first", .bootable, at: "pvd") {
                let primary = $0.get("pvd", count: .sector)
                $0.set("pvd", $0.get("boot-record", count: .sector))
                $0.set("boot-record", primary)
            },
            .fires("the type of the primary descriptor became 3", .plain, at: "pvd", severity: .error) {
                $0.set(VolumeDescriptor.type, of: "pvd", 3)
            },
            .fires(
                "blank, but for a session", .plain, at: "padding", 370_688, severity: .error,
                message:
                    "sector 16 holds no volume descriptor, so programs take the image for empty; the files are in the session at LBA 192"
            ) {
                $0.addSession()
                $0.fill("pvd", count: .sector, with: 0)
                $0.fill("terminator", count: .sector, with: 0)
            },
            .passes("primary descriptor first", .bootable),
        ]
    }
}

extension ISO9660Facts {
    /// Whether the descriptors are those of High Sierra or CD-i, to which the rules of ECMA-119 do not apply.
    var isForeign: Bool {
        descriptors.contains { descriptor in
            if case .foreign = descriptor.kind { true } else { false }
        }
    }
}
