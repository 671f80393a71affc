import Bytes
import DiscModel
import FileSystems
import Specimens

/// The length of a directory covers all of its records (ECMA-119, 9.1.4).
enum DirectoriesAreLongEnough: Rule {
    static let card = RuleCard(
        id: "dir-too-short",
        title: "The length of each directory covers all of its records",
        rationale: """
            Linux, Windows, isoinfo and 7-Zip read as many bytes of a directory as its record says, and show none of the \
            records behind them. Such files are on the disc and cannot be reached; isocheck read on and lists them.
            """,
        remedy:
            "Copy the image again; if that changes nothing, correct the length of the directory, or recover the files with a program that reads on.",
        severity: .error, confidence: .firm,
        clause: .ecma119("9.1.4"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        for overrun in tree.overruns {
            let directory = tree.directories[overrun.directory]
            let end = UInt64(directory.arenaStart) + UInt64(overrun.recorded)
            let lost = tree.slots(of: overrun.directory).count { UInt64(tree.slots[$0].arenaStart) >= end }
            let path = overrun.directory == 0 ? "the root" : tree.path(ofDirectory: overrun.directory).escaped
            let witness = overrun.isRecorded ? ", as its own \".\" says" : ""
            findings.report(
                "\(path) is recorded with \(overrun.recorded) bytes and goes on for \(directory.recordedLength)\(witness): "
                    + "\(UInt64(lost).of("file or directory", "files and directories")) cannot be reached",
                expected: "\(directory.recordedLength)", actual: "\(overrun.recorded)",
                at: tree.place(naming: overrun.directory, DirectoryRecord.dataLength),
                severity: overrun.isRecorded ? nil : .warning,
                about: tree.path(ofDirectory: overrun.directory).text)
        }
    }

    /// A directory of two sectors, of which its record and perhaps its "." count one.
    private static func cut(_ specimen: inout Specimen, dot: Bool) {
        specimen.set(DirectoryRecord.dataLength, of: "record:/MANY", .sector)
        if dot { specimen.set(DirectoryRecord.dataLength, of: "record:/MANY/.", .sector) }
    }

    private static let long = Specimen {
        $0.files = (10..<80).map { .init("/MANY/FILE\($0).TXT", .bytes([UInt8($0)])) }
    }

    static var examples: [Example] {
        [
            .fires(
                "the record counts one sector of two", long, at: "record:/MANY", DirectoryRecord.dataLength
            ) {
                cut(&$0, dot: false)
            },
            .fires(
                "its \".\" says so, too", long, at: "record:/MANY", DirectoryRecord.dataLength,
                severity: .warning
            ) {
                cut(&$0, dot: true)
            },
            .passes("two sectors", long),
            .passes("one directory behind another", .plain),
        ]
    }
}

extension UInt64 {
    /// "1 file", "2 files", where the plural is not made with an s.
    fileprivate func of(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
