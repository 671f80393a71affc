import Bytes
import DiscModel
import FileSystems
import Specimens

/// Of each number in a directory record and in its PX, CE, CL and PL, the recording with the least significant byte
/// first comes first (ECMA-119, 7.2.3 and 7.3.3).
enum RecordHalvesAreInOrder: Rule {
    static let card = RuleCard(
        id: "dir-halves-swapped",
        title: "The two recordings of each number in a directory stand in their order",
        rationale: """
            A number is recorded with the least significant byte first and then the other way round. Where the two are in the \
            wrong order, they agree with each other, and lead every reader to a block that is not there or far behind the \
            end of the file. isocheck read on with the number that was meant.
            """,
        remedy:
            "Copy the image again; if the fault stays, make it again with another program, or exchange the two halves of the numbers that are named.",
        severity: .error, confidence: .firm,
        clause: .ecma119("7.2.3, 7.3.3"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        guard !disc.sharesDirectories(tree) else { return }
        for swap in tree.swaps {
            let number = swap.number
            // No reader goes by the number of the volume.
            let isMinor = number.field.name == DirectoryRecord.sequence.name
            findings.report(
                number.words("the \(number.field.name.spelledOut)"), expected: "\(number.meant)",
                actual: "\(number.recorded)", at: tree.place(of: swap), severity: isMinor ? .warning : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("the block of a file", .plain, at: "record:/README.TXT", DirectoryRecord.extent) {
                $0.swapHalves(DirectoryRecord.extent, of: "record:/README.TXT")
            },
            .fires(
                "the length of a file in Joliet", .joliet, at: "svd:record:/docs/manual.txt",
                DirectoryRecord.dataLength
            ) {
                $0.swapHalves(DirectoryRecord.dataLength, of: "svd:record:/docs/manual.txt")
            },
            .fires("the block of a directory", .plain, at: "record:/DOCS", DirectoryRecord.extent) {
                $0.swapHalves(DirectoryRecord.extent, of: "record:/DOCS")
            },
            .fires("the length of a directory", .plain, at: "record:/DOCS", DirectoryRecord.dataLength) {
                $0.swapHalves(DirectoryRecord.dataLength, of: "record:/DOCS")
            },
            .fires("the block of \".\"", .plain, at: "record:/DOCS/.", DirectoryRecord.extent) {
                $0.swapHalves(DirectoryRecord.extent, of: "record:/DOCS/.")
            },
            .fires("the mode in PX", .rockRidge, at: "susp:/README.TXT:PX", PosixAttributes.mode) {
                $0.swapHalves(PosixAttributes.mode, of: "susp:/README.TXT:PX")
            },
            .fires("all numbers of PX", .rockRidge, at: "susp:/README.TXT:PX", PosixAttributes.mode) {
                specimen in
                for field in [
                    PosixAttributes.mode, PosixAttributes.links, PosixAttributes.user, PosixAttributes.group,
                ] {
                    specimen.swapHalves(field, of: "susp:/README.TXT:PX")
                }
            },
            .fires(
                "the block in CL", .relocation, at: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL",
                SystemUseEntry.location
            ) {
                $0.swapHalves(SystemUseEntry.location, of: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL")
            },
            .fires("the block in PL", .relocation, at: "susp:/RR_MOVED/L9/..:PL", SystemUseEntry.location) {
                $0.swapHalves(SystemUseEntry.location, of: "susp:/RR_MOVED/L9/..:PL")
            },
            .fires(
                "the number of the volume", .plain, at: "record:/DOCS/..", DirectoryRecord.sequence,
                severity: .warning
            ) {
                $0.swapHalves(DirectoryRecord.sequence, of: "record:/DOCS/..")
            },
            .passes("all in their order", .everything),
            .passes("a block behind the volume in either order", .plain) {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", 99_999)
            },
        ]
    }
}
