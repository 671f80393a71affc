import Bytes
import DiscModel
import FileSystems
import Specimens

/// The tables of an IFO lie in it, one behind the other.
enum DVDTablesLieInside: Rule {
    static let card = RuleCard(
        id: "dvd-ifo-table",
        title: "The tables of an IFO lie in it and keep apart",
        rationale: """
            The first sector of an IFO leads to its tables of titles, chapters, programs and cells, and each table says which byte is its \
            last. Where one begins or ends behind the file, libdvdread (VLC, mpv, Kodi) and set-top players refuse the titles of the set. \
            Where two lie on the same bytes, one of the pointers is wrong, and players jump to wrong places.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: .dvd("VMGI_MAT, VTSI_MAT"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for set in dvd.sets {
            let faults = set.copies.map(faults)
            for (index, copy) in set.copies.enumerated() {
                let other = faults.indices.contains(1 - index) ? faults[1 - index] : nil
                for fault in faults[index] {
                    let isInBoth = other?.contains { $0.message == fault.message } == true
                    guard index == 0 || !isInBoth else { continue }
                    let hint =
                        other == nil || isInBoth
                        ? "" : "; its copy \(set.copies[1 - index].file.path.escaped) says otherwise"
                    findings.report(
                        "\(copy.file.path.escaped): \(fault.message)\(hint)",
                        at: copy.place(of: fault.pointer),
                        severity: fault.isOverlap ? .warning : nil,
                        about: isInBoth ? set.copies[1 - index].file.path.text : nil)
                }
            }
        }
    }

    /// What is wrong with a table, and the pointer that leads there.
    private struct Fault {
        let pointer: DVDLong
        let message: String
        var isOverlap = false
    }

    private static func faults(_ copy: DVDInformation) -> [Fault] {
        guard copy.hasIdentifier else { return [] }
        var found: [Fault] = []
        if copy.isManager, copy[DVDManager.titles] == 0 {
            found.append(Fault(pointer: DVDManager.titles, message: "there is no table of titles"))
        }
        var sound: [DVDTablePart] = []
        for table in copy.tables {
            if let message = fault(table, of: copy.file) {
                found.append(Fault(pointer: table.pointer, message: message))
            } else {
                sound.append(table)
            }
        }
        sound.sort { ($0.first, $0.pointer.offset) < ($1.first, $1.pointer.offset) }
        for (one, next) in zip(sound, sound.dropFirst()) where next.first < one.end {
            let message =
                "the tables of \(one.name) and of \(next.name) lie on the same bytes, from \(next.first) on"
            found.append(Fault(pointer: next.pointer, message: message, isOverlap: true))
        }
        return found
    }

    /// What is wrong with a table by itself.
    private static func fault(_ table: DVDTablePart, of file: VideoFile) -> String? {
        if table.length == 0 {
            return
                "the table of \(table.name) begins in sector \(table.sector), and the file has \(file.sectors.of("sector"))"
        }
        if table.end > file.size {
            return
                "the table of \(table.name) ends at byte \(table.end) of the file as it says itself, which has \(file.size.of("byte"))"
        }
        guard let needed = table.needed, needed > table.length else { return nil }
        return
            "the table of \(table.name) has \(table.length.of("byte")) and counts entries that take \(needed)"
    }

    static var examples: [Example] {
        [
            .fires(
                "a table behind the end of the file", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.IFO",
                DVDTitles.cells
            ) { $0.setDVD32("VTS_01_0", 0xE0, 9) },
            .fires(
                "a table that is too long, in the BUP", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.BUP",
                DVDManager.titles
            ) { $0.set32BE("udf:data:/VIDEO_TS/VIDEO_TS.BUP", .sector + 4, 70_000) },
            .fires(
                "two tables in one place", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.IFO", DVDTitles.cells,
                severity: .warning
            ) { $0.setDVD32("VTS_01_0", 0xE0, 1) },
            .fires(
                "no titles", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.IFO", DVDManager.titles
            ) { $0.setDVD32("VIDEO_TS", 0xC4, 0) },
            .passes("tables one behind the other", .dvdVideo),
        ]
    }
}
