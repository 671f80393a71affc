import Bytes
import Checksums
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Each file has the MD5 that libisofs recorded for it.
enum FileSumsHold: Rule {
    static let card = RuleCard(
        id: "checksum-libisofs-file-md5",
        title: "Each file has the MD5 sum that libisofs recorded",
        rationale: """
            xorriso keeps an MD5 sum of each file beside the tree. It tells exactly which file is damaged, and covers \
            nothing but its content as stored.
            """,
        remedy: "Copy the files that the report names from another copy of the image.",
        severity: .error,
        clause: .practice("libisofs MD5 array"),
        needs: .content)

    static func weigh(_ checksum: Checksum, in disc: Disc, _ findings: inout Findings) {
        guard checksum.statement.origin == .libisofsFile else { return }
        let isTrusted = disc.facts(LibisofsFacts.self)?.array?.isSound ?? false
        let path = checksum.place(in: disc).path?.escaped ?? "a file"
        findings.weigh(
            checksum, in: disc,
            isTrusted
                ? "\(path) does not have the MD5 that libisofs recorded"
                : "\(path) and its recorded MD5 do not match; which of them changed cannot be told, since the sums are damaged too",
            severity: isTrusted ? nil : .warning)
    }

    static var examples: [Example] {
        [
            .fires("a file was changed", .libisofs, at: "data:/README.TXT") {
                $0.set8("data:/README.TXT", 0, 0)
            },
            .fires("the sum was changed", .libisofs, at: nil, severity: .warning) {
                $0.set8("libisofs:array", 16, $0.get8("libisofs:array", 16) ^ 1)
            },
            .passes("as libisofs writes it", .libisofs),
            .passes("a directory record was changed", .libisofs) {
                $0.set(DirectoryRecord.date, byte: 2, of: "record:/README.TXT", 7)
            },
        ]
    }
}
