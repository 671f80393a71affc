import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes volumes beside the one that starts in sector 16.
enum OneVolume: Rule {
    static let card = RuleCard(
        id: "session-multiple",
        title: "The image holds one volume",
        rationale: """
            Discs grow by sessions, each with descriptors of its own, and hybrid images describe their files a second \
            time for a partition. An older session still holds files that were deleted or replaced later.
            """,
        remedy: "Look at the other volumes too if deleted files matter (mount -o sbsector, xorriso -load).",
        severity: .note,
        clause: .ecma119("6.7.1"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        for volume in disc.furtherVolumes?.volumes ?? [] {
            findings.report(
                "\(volume.inWords) starts at LBA \(volume.start)",
                actual: volume.primary.display(.volume).escaped,
                at: volume.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a session behind the volume", .plain, at: "padding", 370_688) { $0.addSession() },
            .passes("one volume", .plain),
        ]
    }
}

extension FurtherVolume {
    /// What kind of volume it seems to be.
    var inWords: String {
        switch reading {
        case .image:
            "a session with \(files.of("extent")), \(sharedFiles) of them shared with the first volume,"
        case .ownStart:
            isTwin
                ? "a second description of the same files, counted from its own start,"
                : "a volume of its own with \(files.of("extent"))"
        case .none: "a volume without a root directory"
        }
    }

    /// Whether it describes files that the volume of sector 16 has as well.
    var isTwin: Bool { files == 0 || sharedFiles * 2 >= files }
}

extension Specimen {
    /// Adds a session: descriptors at a multiple of 32 sectors, path tables and a root directory of its own, and the files
    /// of the first. Returns its first sector.
    ///
    /// - Parameters:
    ///   - size: sectors that its descriptor declares, where they are not those of the first.
    ///   - content: bytes of its first file, which are appended, where it is not that of the first session.
    @discardableResult
    mutating func addSession(declaring size: UInt32? = nil, holding content: Int = 0) -> UInt32 {
        let unit = 32 * .sector
        append(Array(repeating: 0, count: (unit - bytes.count % unit) % unit))
        let start = UInt32(clamping: bytes.count / .sector)
        let (root, tables) = (start + 18, start + 19)
        func little(_ number: UInt32) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        }
        func both(_ number: UInt32) -> [UInt8] { little(number) + little(number).reversed() }
        var primary = get("pvd", count: .sector)
        primary.replaceSubrange(158..<166, with: both(root))
        primary.replaceSubrange(140..<144, with: little(tables))
        primary.replaceSubrange(148..<152, with: little(tables + 1).reversed())
        var directory = get("dir:/", count: .sector)
        directory.replaceSubrange(2..<10, with: both(root))
        directory.replaceSubrange(36..<44, with: both(root))
        // As xorriso counts it, from the start of the image.
        let end = start + 21 + UInt32(clamping: content.sectorsNeeded)
        primary.replaceSubrange(80..<88, with: both(size ?? end))
        if content > 0 {
            let file = directoryFile(in: directory)
            directory.replaceSubrange(file + 2..<file + 10, with: both(start + 21))
            directory.replaceSubrange(file + 10..<file + 18, with: both(UInt32(clamping: content)))
        }
        append(Array(repeating: 0, count: 16 * .sector))
        append(primary + get("terminator", count: .sector) + directory)
        append(get("path-table-l", count: .sector) + get("path-table-m", count: .sector))
        append(Array(repeating: 0x41, count: content.sectorsNeeded * .sector))
        return start
    }

    /// Where the first record of a file stands in a directory.
    private func directoryFile(in directory: [UInt8]) -> Int {
        var at = 0
        while directory[at] > 0, directory[at + 25] & 2 != 0 { at += Int(directory[at]) }
        return at
    }
}
