import Bytes
import DiscModel
import FileSystems
import Specimens

/// The root directory record of a descriptor is 34 bytes long and names itself with one zero byte (ECMA-119, 8.4.18).
enum RootRecordHasItsShape: Rule {
    static let card = RuleCard(
        id: "pvd-root-record-length",
        title: "The root directory record is 34 bytes long and its identifier is 00",
        rationale: """
            Readers take the root directory from fixed bytes of the descriptor. libarchive checks the length and finds no \
            volume when it is another one. The identifier is looked at by no common reader: Linux, xorriso, isoinfo, 7-Zip \
            and libarchive open the image all the same. Some versions of NetBSD's makefs wrote a length of 68.
            """,
        remedy:
            "Make the image again, or restore the record from the first record of the root directory itself.",
        severity: .error,
        clause: .ecma119("8.4.18, 9.1"),
        exemptions: [longRecord])

    private static let longRecord = Exemption(
        .makefs, "makefs copied the length of a root record with Rock Ridge (68)")

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        let root = descriptor.rootRecord
        func report(
            _ what: String, _ expected: Int, _ actual: UInt8, _ field: Field<UInt8>,
            severity: Severity? = nil, exempt: Exemption? = nil
        ) {
            guard Int(actual) != expected else { return }
            findings.report(
                "\(what) of the root record in the \(descriptor.name) is \(actual)", expected: "\(expected)",
                actual: "\(actual)", at: descriptor.place(VolumeDescriptor.root(field)), severity: severity,
                exempt: exempt)
        }
        report(
            "the length", 34, root.length, DirectoryRecord.length,
            exempt: root.length == 68 ? longRecord : nil)
        report(
            "the identifier length", 1, root.identifierLength, DirectoryRecord.identifierLength,
            severity: .note)
        report(
            "the identifier", 0, root.firstIdentifierByte, DirectoryRecord.firstIdentifierByte,
            severity: .note)
    }

    static var examples: [Example] {
        [
            .fires("length 36", .plain, at: "pvd:root") {
                $0.set(DirectoryRecord.length, of: "pvd:root", 36)
            },
            .fires(
                "identifier 01 in the Joliet descriptor", .joliet, at: "svd:root",
                DirectoryRecord.firstIdentifierByte, severity: .note
            ) {
                $0.set(DirectoryRecord.firstIdentifierByte, of: "svd:root", 1)
            },
            .passes("34 bytes", .everything),
        ]
    }
}
