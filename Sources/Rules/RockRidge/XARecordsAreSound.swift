import Bytes
import DiscModel
import FileSystems
import Specimens

/// The CD-ROM XA attributes of records are as the standard has them (CD-ROM XA, II.2.7).
enum XARecordsAreSound: Rule {
    static let card = RuleCard(
        id: "xa-record-invalid",
        title: "CD-ROM XA attributes are whole, and files have 2048-byte sectors",
        rationale: """
            On XA discs each record has 14 bytes: group, user, attributes, the letters XA, a file number and five zeros. Files \
            of form 2, as on Video CDs, have sectors of 2324 bytes, of which an image with 2048-byte sectors keeps only a part.
            """,
        remedy: "Read a disc with form 2 files as raw sectors of 2352 bytes.",
        severity: .note,
        clause: Clause("CD-ROM XA", "II.2.7"))

    /// Records of the root among which one must have XA attributes for the tree to count as XA.
    private static let sample = 64
    private static let form2: UInt16 = 0x1000, directory: UInt16 = 0x8000

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.slots.indices.prefix(sample).contains(where: { isXA(tree.systemUseArea($0)) }) else {
            return
        }
        for slot in tree.slots.indices {
            let area = [UInt8](tree.systemUseArea(slot).prefix(14))
            func report(_ message: String, _ field: String) {
                findings.report(message, at: tree.place(ofRecord: slot, field: "XA/" + field))
            }
            guard isXA(area[...]) else {
                report("the record has no XA attributes, while others have", "signature")
                continue
            }
            let attributes = UInt16(area[4]) << 8 | UInt16(area[5])
            if area[9...13].contains(where: { $0 != 0 }) {
                report("reserved bytes of the XA attributes are not zero", "reserved")
            }
            if attributes & form2 != 0 { report("the file has sectors of form 2", "attributes") }
            let isDirectory = tree.record(slot).isDirectory
            if attributes != 0, (attributes & directory != 0) != isDirectory {
                report(
                    "the XA attributes say \(isDirectory ? "file" : "directory"), the record does not",
                    "attributes")
            }
        }
    }

    private static func isXA(_ area: ArraySlice<UInt8>) -> Bool {
        let start = area.startIndex
        return area.count >= 14 && area[start + 6] == 0x58 && area[start + 7] == 0x41
    }

    private static let attributes: [UInt8] = [0, 0, 0, 0, 0x0D, 0x55, 0x58, 0x41, 1, 0, 0, 0, 0, 0]

    /// Gives XA attributes to the records of a tree without directories.
    private static let marked = Specimen { $0.files = [.init("/MOVIE.DAT", .bytes([1]))] }
        .with { specimen in
            let folder = attributes.enumerated().map { $0.offset == 4 ? 0x8D : $0.element }
            specimen.insertEntry(folder, into: "record:/.")
            specimen.insertEntry(folder, into: "record:/..")
            specimen.insertEntry(attributes, into: "record:/MOVIE.DAT")
        }

    static var examples: [Example] {
        [
            .fires("a file of form 2", marked, at: "record:/MOVIE.DAT") {
                $0.set8("record:/MOVIE.DAT", 48, 0x15)
            },
            .fires("a record without them", marked, at: "record:/MOVIE.DAT") {
                $0.set8("record:/MOVIE.DAT", 50, 0x59)
            },
            .passes("attributes on every record", marked), .passes("no XA", .plain),
        ]
    }
}
