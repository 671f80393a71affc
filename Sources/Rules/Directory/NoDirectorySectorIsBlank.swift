import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every sector that a directory counts holds records (ECMA-119, 6.8.1).
enum NoDirectorySectorIsBlank: Rule {
    static let card = RuleCard(
        id: "dir-sector-blank",
        title: "Every sector that a directory counts holds records",
        rationale: """
            Directories are filled sector by sector. One that is blank was lost when the image was copied, or written over: \
            xorriso, bsdtar, 7-Zip and Linux pass over it without a word, and the files recorded in it are not there any more.
            """,
        remedy: """
            Copy or download the image again. The data of the files is likely still there; take them through another tree, \
            if there is one.
            """,
        severity: .error,
        clause: .ecma119("6.8.1"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        var lost: LostFiles?
        for tree in disc.iso?.isoTrees ?? [] {
            for index in tree.directories.indices {
                for blank in tree.blankSectors(of: index) {
                    let known = lost ?? LostFiles(disc)
                    lost = known
                    report(blank, index, tree, known, &findings)
                }
            }
        }
    }

    private static func report(
        _ blank: BlankSector, _ index: Int, _ tree: ISOTree, _ lost: LostFiles, _ findings: inout Findings
    ) {
        let directory = tree.directories[index]
        let count = Int(directory.recordedLength).sectorsNeeded
        let slots = tree.slots(of: index).map {
            Int(tree.slots[$0].arenaStart) - Int(directory.arenaStart)
        }
        let goesOn = blank.start == 0 || slots.contains { $0 > blank.start }
        let sectors = Set(slots.map { $0 / .sector }).count
        let usual = sectors > 0 ? slots.count / sectors : nil
        let name =
            index == 0 ? "the root directory" : "the directory \(tree.path(ofDirectory: index).escaped)"
        let subject =
            count == 1
            ? "\(name) of the \(tree.kind.word) tree"
            : "sector \(blank.start / .sector + 1) of the \(count) of \(name) of the \(tree.kind.word) tree"
        findings.report(
            "\(subject) is blank: all \(blank.words); \(lost.inWords(of: index, in: tree, usual: usual))",
            expected: "records", actual: blank.words,
            at: Place(
                offset: directory.offset + UInt64(blank.start), length: .sector, tree: tree.kind,
                path: tree.path(ofDirectory: index), field: "records"),
            // A writer may count a sector too many at the end.
            severity: goesOn || blank.filler != 0 ? nil : .warning)
    }

    /// A root directory of three sectors.
    private static let long = Specimen {
        for number in 100..<190 { $0.files.append(.init("/FILE\(number).TXT", .bytes([0x41]))) }
    }

    static var examples: [Example] {
        [
            .fires("the second of three sectors", long, at: "dir:/", .sector) {
                $0.fill("dir:/", .sector, count: .sector, with: 0)
            },
            .fires("the last of three sectors", long, at: "dir:/", 2 * .sector, severity: .warning) {
                $0.fill("dir:/", 2 * .sector, count: .sector, with: 0)
            },
            .fires("a directory of zeros", .joliet, at: "dir:/DOCS") {
                $0.fill("dir:/DOCS", count: .sector, with: 0)
            },
            .fires("a root of F6, as a formatted disk has it", .joliet, at: "dir:/") {
                $0.fill("dir:/", count: .sector, with: 0xF6)
            },
            .fires("a sector of FF", long, at: "dir:/", .sector) {
                $0.fill("dir:/", .sector, count: .sector, with: 0xFF)
            },
            .passes("three full sectors", long),
        ]
    }
}

/// The files that were recorded in a blank or destroyed directory, as far as another tree has them.
struct LostFiles {
    private static let shown = 3

    private let pairs: [TreePair]

    init(_ disc: Disc) {
        var pairs: [TreePair] = []
        TreePair.each(in: disc) { if !$0.isSame { pairs.append($0) } }
        self.pairs = pairs
    }

    /// - Parameter usual: records that other sectors of the directory hold.
    func inWords(of directory: Int, in tree: ISOTree, usual: Int?) -> String {
        for pair in pairs where pair.primary === tree || pair.other === tree {
            let isLeft = pair.primary === tree
            let paths = paths(below: directory, in: tree, pair, isLeft: isLeft)
            guard let first = paths.first else { continue }
            let names = paths.prefix(Self.shown).map(\.escaped).joined(separator: ", ")
            let more = paths.count > Self.shown ? " and \(paths.count - Self.shown) more" : ""
            let which = paths.count == 1 ? first.escaped : names + more
            return
                "\(paths.count.of("file")) cannot be reached in this tree, and \(paths.count == 1 ? "is" : "are") still in the \(isLeft ? pair.rightName : pair.leftName) tree: \(which)"
        }
        return usual.map { "about \($0.of("file")) recorded in it cannot be reached" }
            ?? "the files recorded in it cannot be reached"
    }

    /// Files of the other tree that lie in the directory, or below it, and that this tree has not.
    private func paths(below directory: Int, in tree: ISOTree, _ pair: TreePair, isLeft: Bool)
        -> [DisplayName]
    {
        let (own, other) = isLeft ? (pair.left, pair.right) : (pair.right, pair.left)
        let slot = tree.directories[directory].slot
        guard
            let node = slot < 0
                ? 0 : own.nodes.firstIndex(where: { $0.record == slot && $0.kind == .directory })
        else { return [] }
        let twins = pair.alignment.pairs.filter { (isLeft ? $0.left : $0.right) == node }
        guard let twin = twins.first.map({ isLeft ? $0.right : $0.left }) else { return [] }
        return (isLeft ? pair.alignment.onlyRight : pair.alignment.onlyLeft).filter { index in
            guard other.nodes[index].kind == .file else { return false }
            var at = index
            while at > 0, at != twin { at = Int(other.nodes[at].parent) }
            return at == twin
        }.map { other.path(of: $0) }
    }
}

/// A sector of a directory that holds one byte over and over.
struct BlankSector {
    /// Bytes of the directory before it.
    let start: Int
    let filler: UInt8

    var words: String {
        filler == 0 ? "zeros" : "bytes \(String(filler, radix: 16, uppercase: true))"
    }
}

extension ISOTree {
    /// The blank sectors among those that a directory counts.
    func blankSectors(of directory: Int) -> [BlankSector] {
        let bytes = bytes(ofDirectory: directory)
        let end = min(bytes.count, Int(directories[directory].recordedLength))
        var found: [BlankSector] = []
        for start in stride(from: 0, to: end, by: .sector) where start + .sector <= bytes.count {
            let sector = bytes[bytes.startIndex + start..<bytes.startIndex + start + .sector]
            guard let filler = sector.first, sector.last == filler, sector.isFilled(with: filler) else {
                continue
            }
            found.append(BlankSector(start: start, filler: filler))
        }
        return found
    }
}
