import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every record of a directory can be reached from the one before it (ECMA-119, 6.8.1 and 9.1.1).
enum DirectoriesDoNotBreakOff: Rule {
    static let card = RuleCard(
        id: "dir-broken-off",
        title: "Every record of a directory can be reached from the one before it",
        rationale: """
            Records follow each other by their lengths, without a count. Where one length is zero or wrong, every program stops \
            there, or reads on in the middle of a record, and the files recorded behind it are not shown, though their records and \
            their data are there. A directory that is overwritten shows none at all.
            """,
        remedy: """
            Copy or download the image again. The data of the files is likely still there; take them through another tree, \
            if there is one.
            """,
        severity: .error, confidence: .firm,
        clause: .ecma119("6.8.1, 9.1.1"))

    static func weigh(_ tail: SectorTail, in disc: Disc, _ findings: inout Findings) {
        guard tail.breaksOff else { return }
        let sector = StrandedRecords(tail, in: disc)
        if sector.stranded.isEmpty {
            reportDestroyed(tail, sector, disc, &findings)
        } else {
            reportBroken(tail, sector, disc, &findings)
        }
    }

    private static func reportBroken(
        _ tail: SectorTail, _ sector: StrandedRecords, _ disc: Disc, _ findings: inout Findings
    ) {
        let tree = tail.tree
        let others = sector.others(in: disc)
        // Behind the last record of a directory, writers leave records of files that are gone.
        if tail.flaw == nil, !sector.brokenIsRecord || !others.isEmpty && others.allSatisfy({ $0.count == 0 })
        {
            return
        }
        let path = tree.path(ofDirectory: tail.directory)
        let names = sector.stranded.prefix(3).map { sector.name(at: $0).escaped }.joined(separator: ", ")
        let count = sector.stranded.count
        let more = count > 3 ? " and \(count - 3) more" : ""
        let broken = sector.brokenName.map { " (\($0.escaped))" } ?? ""
        let still = others.filter { $0.count > 0 }.map {
            $0.count == count
                ? "the \($0.name) tree still has \(count == 1 ? "it" : "them")"
                : "the \($0.name) tree still has \($0.count) of them"
        }
        findings.report(
            "the directory \(path.escaped) breaks off at record \(sector.number)\(broken), whose length is \(sector.brokenLength): \(count.of("record")) behind it (\(names)\(more)) cannot be reached in this tree"
                + (still.isEmpty ? "" : "; \(still.joined(separator: ", "))"),
            expected: sector.expectedLength.map { "\($0)" }, actual: "\(sector.brokenLength)",
            at: Place(
                offset: tree.directories[tail.directory].offset + UInt64(sector.broken),
                length: UInt64(max(1, sector.stranded[0] - sector.broken)), tree: tree.kind, path: path,
                field: DirectoryRecord.length.name))
    }

    /// A sector in which a directory should begin, as path tables say, and that holds something else.
    private static func reportDestroyed(
        _ tail: SectorTail, _ sector: StrandedRecords, _ disc: Disc, _ findings: inout Findings
    ) {
        let (tree, directory) = (tail.tree, tail.tree.directories[tail.directory])
        guard !sector.holdsRecords, tail.start < .sector, !tree.isBlank(tail.directory) else { return }
        let block = UInt32(clamping: directory.offset / tree.blockSize)
        let tables = [tree.mainTable(.l), tree.mainTable(.m)].compactMap(\.self)
        guard !tables.isEmpty, tables.allSatisfy({ $0.records.contains { $0.extent == block } }) else {
            return
        }
        let path = tree.path(ofDirectory: tail.directory)
        let name = tail.directory == 0 ? "the root directory" : "the directory \(path.escaped)"
        findings.report(
            "\(name) of the \(tree.kind.word) tree is destroyed: block \(block), where the path tables have it as well, holds other data and no records; \(LostFiles(disc).inWords(of: tail.directory, in: tree, usual: nil))",
            expected: "records", actual: "other data",
            at: Place(
                offset: directory.offset, length: .sector, tree: tree.kind, path: path, field: "records"))
    }

    static var examples: [Example] {
        [
            .fires("a record of no length before others", .joliet, at: "record:/DOCS") {
                $0.set(DirectoryRecord.length, of: "record:/DOCS", 0)
            },
            .fires("a record of two bytes before others", .joliet, at: "record:/DOCS") {
                $0.set(DirectoryRecord.length, of: "record:/DOCS", 2)
            },
            .fires("a record that is two bytes too long before others", .joliet, at: "record:/DOCS") {
                let length = $0.get8("record:/DOCS", 0)
                $0.set(DirectoryRecord.length, of: "record:/DOCS", length + 2)
            },
            .fires("a root of other data", .joliet, at: "dir:/") {
                $0.set("dir:/", (0..<Int.sector).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 91) })
            },
            .passes("the last record is taken out", .joliet) {
                $0.set(DirectoryRecord.length, of: "record:/README.TXT", 0)
            },
            .passes("text behind the last record", .joliet) {
                $0.set("dir:/DOCS", 1_000, Array("a directory of other files".utf8))
            },
            .passes("whole records", .everything),
        ]
    }
}

extension SectorTail {
    /// Whether the reader stopped before bytes that are not zero, in what the directory counts.
    fileprivate var breaksOff: Bool {
        guard !isBehindData, flaw != nil || bytes.first == 0 else { return false }
        return bytes.contains { $0 != 0 }
    }
}

extension ISOTree {
    fileprivate func isBlank(_ directory: Int) -> Bool {
        blankSectors(of: directory).first?.start == 0
    }
}

/// The records of a sector that stand behind the place at which the reader could not go on.
private struct StrandedRecords {
    let tree: ISOTree
    private let bytes: ArraySlice<UInt8>
    private let disc: Disc
    /// Bytes of the directory before each record that cannot be reached.
    private(set) var stranded: [Int] = []
    /// Bytes of the directory before the record whose length is wrong.
    private(set) var broken = 0
    /// Its number in the directory, from 1.
    private(set) var number = 1
    /// Whether what stands there is a record but for its length.
    private(set) var brokenIsRecord = false
    /// Whether any record stands in the sector.
    private(set) var holdsRecords = false

    init(_ tail: SectorTail, in disc: Disc) {
        tree = tail.tree
        self.disc = disc
        bytes = tree.bytes(ofDirectory: tail.directory)
        let arena = Int(tree.directories[tail.directory].arenaStart)
        let starts = tree.slots(of: tail.directory).map { Int(tree.slots[$0].arenaStart) - arena }
        let known = Set(starts)
        let first = tail.start / .sector * .sector
        let end = min(first + .sector, bytes.count)
        var (at, last) = (first, first)
        var lastGood: Int?
        while at + DirectoryRecord.fixedLength < end {
            guard let length = wholeRecord(at: at, upTo: end) else {
                at += 2
                continue
            }
            holdsRecords = true
            if known.contains(at) {
                if stranded.isEmpty { (lastGood, last) = (at, at + length) }
                // A length that is too large hides the next record.
                if !isRecord(at: at + length, upTo: end) {
                    let name = Int(byte(at + DirectoryRecord.identifierLength.offset))
                    at += DirectoryRecord.fixedLength + name + (name % 2 == 0 ? 1 : 0)
                    continue
                }
            } else if !isDot(at) {
                stranded.append(at)
            }
            at += length
        }
        broken = last
        // The length of the record before may be too small.
        brokenIsRecord = isRecord(at: last, upTo: end)
        if !brokenIsRecord, let lastGood, tail.flaw != nil {
            broken = lastGood
            brokenIsRecord = true
        }
        let place = broken
        number = starts.count { $0 < place } + 1
    }

    var brokenLength: Int { Int(byte(broken)) }

    /// The distance to the next record, where that is all that can stand between.
    var expectedLength: Int? {
        guard let next = stranded.first, next - broken <= 255, next > broken else { return nil }
        return next - broken
    }

    var brokenName: DisplayName? { brokenIsRecord ? name(at: broken) : nil }

    func name(at start: Int) -> DisplayName {
        let first = bytes.startIndex + start + DirectoryRecord.fixedLength
        let end = min(bytes.endIndex, first + Int(byte(start + DirectoryRecord.identifierLength.offset)))
        guard first < end else { return DisplayName("") }
        let name = [UInt8](bytes[first..<end])
        return tree.kind == .joliet ? DisplayName(utf16BigEndian: name) : DisplayName(utf8: name)
    }

    /// The other trees of the volume with records of their own, and how many of the stranded files each of them has.
    func others(in disc: Disc) -> [(name: String, count: Int)] {
        let own = Set(tree.directories.map(\.offset))
        return (disc.iso?.isoTrees ?? []).compactMap { other in
            guard other.kind != tree.kind, let root = other.directories.first, !own.contains(root.offset)
            else { return nil }
            var names = Set<String>()
            var blocks = Set<UInt32>()
            for slot in other.slots.indices {
                let record = other.record(slot)
                if record.isDirectory {
                    names.insert(FoldedPath("/" + other.displayName(slot).text).text)
                } else if record.dataLength.read > 0 {
                    blocks.insert(record.extent.read)
                }
            }
            let count = stranded.count { start in
                byte(start + DirectoryRecord.flags.offset) & 2 != 0
                    ? names.contains(FoldedPath("/" + name(at: start).text).text)
                    : blocks.contains(number(start + DirectoryRecord.extent.offset))
            }
            return (other.kind.word, count)
        }
    }

    // MARK: What is a record

    private func byte(_ at: Int) -> UInt8 { at < bytes.count ? bytes[bytes.startIndex + at] : 0 }

    private func number(_ at: Int) -> UInt32 {
        (0..<4).reduce(0 as UInt32) { $0 | UInt32(byte(at + $1)) << UInt32($1 * 8) }
    }

    /// Whether as many bytes say the same in both orders.
    private func agree(_ at: Int, _ count: Int) -> Bool {
        (0..<count).allSatisfy { byte(at + $0) == byte(at + 2 * count - 1 - $0) }
    }

    private func isDot(_ at: Int) -> Bool {
        byte(at + DirectoryRecord.identifierLength.offset) == 1 && byte(at + DirectoryRecord.fixedLength) <= 1
    }

    /// The length of a whole record of one mind with itself.
    private func wholeRecord(at start: Int, upTo end: Int) -> Int? {
        let length = Int(byte(start))
        guard length % 2 == 0, start + length <= end,
            DirectoryRecord.fixedLength + Int(byte(start + DirectoryRecord.identifierLength.offset))
                <= length,
            isRecord(at: start, upTo: end)
        else { return nil }
        return length
    }

    /// Whether what stands at a place is a record, whatever its length: numbers in both orders, a date, a name.
    private func isRecord(at start: Int, upTo end: Int) -> Bool {
        let identifier = Int(byte(start + DirectoryRecord.identifierLength.offset))
        guard identifier > 0, start + DirectoryRecord.fixedLength + identifier <= end, agree(start + 2, 4),
            agree(start + 10, 4), agree(start + 28, 2), byte(start + 25) & 0x60 == 0
        else { return false }
        let (month, day) = (byte(start + 19), byte(start + 20))
        guard month <= 12, day <= 31, byte(start + 21) < 24, byte(start + 22) < 60 else { return false }
        let data = UInt64(number(start + 2)).times(tree.blockSize).adding(UInt64(number(start + 10)))
        return number(start + 2) > 0 && data <= max(disc.size, tree.descriptor.declaredBytes)
    }
}
