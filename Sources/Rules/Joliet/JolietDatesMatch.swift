import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file has the same date in both trees, and both descriptors have the same dates.
enum JolietDatesMatch: Rule {
    static let card = RuleCard(
        id: "joliet-dir-dates-differ",
        title: "Dates are the same in the primary tree and in each other tree",
        rationale: """
            The date of a file is recorded in each tree. Some programs put the time of mastering into one of them; other \
            differences are damage or tampering with one tree only.
            """,
        remedy: "Compare with the original files.",
        severity: .note, profiles: Profile.pedants,
        clause: .ecma119("9.1.5"))

    static func weigh(_ pair: TreePair, in _: Disc, _ findings: inout Findings) {
        weighDescriptors(pair, &findings)
        guard !pair.isSame else { return }
        for (one, other) in pair.alignment.pairs.dropFirst() {
            guard let record = pair.leftRecord(one), let twin = pair.rightRecord(other),
                record.date != twin.date,
                record.isDirectory == twin.isDirectory
            else { continue }
            findings.report(
                "the date is \(twin.date.inWords) in the \(pair.rightName) tree and \(record.date.inWords) in the \(pair.leftName) tree",
                at: pair.rightPlace(other, 18, 7, field: "recordingDateAndTime").against(
                    pair.leftPlace(one, 18, 7), as: ("\(pair.rightName) tree", "\(pair.leftName) tree")))
        }
    }

    private static func weighDescriptors(_ pair: TreePair, _ findings: inout Findings) {
        for field in VolumeDescriptor.DateField.all {
            let (date, other) = (pair.primary.descriptor.date(field), pair.other.descriptor.date(field))
            guard date != other else { continue }
            findings.report(
                "the \(field.name.spelledOut) is \(other.inWords) in the \(pair.rightName) descriptor and \(date.inWords) in the primary one",
                at: pair.other.descriptor.place(field).against(
                    pair.primary.descriptor.place(field),
                    as: ("\(pair.rightName) descriptor", "primary descriptor")))
        }
    }

    static var examples: [Example] {
        [
            .fires("another second in Joliet", .joliet, at: "svd:record:/readme.txt", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 5, of: "svd:record:/readme.txt", 6)
            },
            .fires(
                "another day in the Joliet descriptor", .joliet, at: "svd",
                VolumeDescriptor.DateField.creation
            ) {
                $0.set(VolumeDescriptor.DateField.creation, byte: 7, of: "svd", 0x33)
            },
            .fires(
                "another day in the enhanced descriptor", .enhanced, at: "evd",
                VolumeDescriptor.DateField.creation
            ) {
                $0.set(VolumeDescriptor.DateField.creation, byte: 7, of: "evd", 0x33)
            },
            .passes("the same dates", .everything),
        ]
    }
}
