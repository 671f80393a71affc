import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file is the same bytes in the primary and in the Joliet tree.
enum FilesAreTheSameData: Rule {
    static let card = RuleCard(
        id: "joliet-tree-size-differs",
        title: "A file has the same place and size in both trees",
        rationale: """
            Each tree has its own record of a file, and both should lead to the same bytes. When place, size or kind differ, \
            Windows opens something else under a name than Linux does: one record is damaged, or a file is hidden behind the \
            name of another.
            """,
        remedy: "Read the file in both ways and compare; make or copy the image again.",
        severity: .error,
        clause: .practice("both trees show the same files"))

    static func weigh(_ pair: TreePair, in disc: Disc, _ findings: inout Findings) {
        guard pair.other.kind == .joliet else { return }
        findings.reportTwins(of: pair, in: disc)
    }

    private static let twins = Specimen {
        $0.joliet = true
        $0.rockRidge = true
        $0.files = (1...3).map {
            .init("/REPORT\($0).TXT", .bytes([UInt8](repeating: UInt8($0), count: 1_000 * $0)))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "another block in Joliet", .joliet, at: "svd:record:/docs/manual.txt", DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extent, of: "svd:record:/docs/manual.txt", $0.block("padding"))
            },
            .fires(
                "another size in Joliet", .joliet, at: "svd:record:/readme.txt", DirectoryRecord.dataLength
            ) {
                $0.set(DirectoryRecord.dataLength, of: "svd:record:/readme.txt", 36)
            },
            .fires(
                "a block of extended attributes in the primary tree", .joliet, at: "record:/README.TXT",
                DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extendedAttributeLength, of: "record:/README.TXT", 1)
            },
            .fires(
                "a directory that is a file in Joliet", .joliet, at: "svd:record:/docs", DirectoryRecord.flags
            ) {
                $0.set(DirectoryRecord.flags, of: "svd:record:/docs", 0)
            },
            .fires(
                "another block in the primary tree, where another file lies", .joliet,
                at: "record:/README.TXT", DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extent, of: "record:/README.TXT", $0.block("data:/DOCS/MANUAL.TXT"))
            },
            .fires("two names of Rock Ridge in each other's place", twins, at: "susp:/REPORT1.TXT:NM") {
                let (first, second) = ("susp:/REPORT1.TXT:NM", "susp:/REPORT2.TXT:NM")
                $0.set(first, 5, Array("report2.txt".utf8))
                $0.set(second, 5, Array("report1.txt".utf8))
            },
            .fires("two Joliet names in each other's place", twins, at: "svd:record:/report1.txt", 33) {
                $0.set8("svd:record:/report1.txt", 33 + 13, 0x32)
                $0.set8("svd:record:/report2.txt", 33 + 13, 0x31)
            },
            .passes("the same files", .joliet),
            .passes("two files of one content", twins) {
                let extent = $0.get("record:/REPORT1.TXT", 2, count: 16)
                for record in ["record:/REPORT2.TXT", "svd:record:/report2.txt"] { $0.set(record, 2, extent) }
            },
            .passes("an empty file, whose place does not matter", .joliet) {
                $0.set(DirectoryRecord.extent, of: "svd:record:/docs/empty.dat", 99)
            },
            .passes("a file in sections", .everything),
        ]
    }
}

extension Findings {
    /// Reports the files that are not the same data in both trees, at the record that is wrong.
    mutating func reportTwins(of pair: TreePair, in disc: Disc) {
        let disputed = pair.alignment.pairs.filter {
            TwinDifference.between(pair.left, $0.left, pair.right, $0.right) != nil
        }
        guard !disputed.isEmpty else { return }
        let exchanged = ExchangedNames(of: pair, disputed: disputed)
        for found in exchanged.pairs {
            let isLeft = found.wrong == .left
            let (right, wrong) = (found.second, found.first)
            report(
                exchanged.words(found),
                expected: isLeft
                    ? pair.left.path(of: right.left).escaped : pair.right.path(of: right.right).escaped,
                actual: isLeft
                    ? pair.left.path(of: wrong.left).escaped : pair.right.path(of: wrong.right).escaped,
                at: isLeft
                    ? pair.place(ofName: wrong.left)
                    : pair.rightPlace(
                        wrong.right, 33, pair.right.nameBytes(of: pair.right.nodes[wrong.right]).count,
                        field: "fileIdentifier"))
        }
        let left = disputed.filter { !exchanged.contains($0) }
        let witnesses = TwinWitnesses(disc, pair, disputed: left)
        for (one, other) in left {
            guard let what = TwinDifference.between(pair.left, one, pair.right, other) else { continue }
            let ruling = TwinArbitration(pair, one, other, what, witnesses)
            let isLeft = ruling.wrong == .left
            let (right, wrong) = isLeft ? (what.right, what.left) : (what.left, what.right)
            report(
                what.words(pair.leftName, pair.rightName) + ruling.words(pair.leftName, pair.rightName),
                expected: ruling.wrong == nil ? nil : right,
                actual: ruling.wrong == nil ? "\(what.left) and \(what.right)" : wrong,
                at: pair.place(of: what, (one, other), isLeft: isLeft))
        }
    }
}

extension TreePair {
    /// Place of what differs in the record that is wrong, held against the other tree's.
    fileprivate func place(of what: TwinDifference, _ nodes: (left: Int, right: Int), isLeft: Bool) -> Place {
        let left = leftPlace(nodes.left, what.at, 8, field: what.field)
        let right = rightPlace(nodes.right, what.at, 8, field: what.field)
        let names = ("\(leftName) tree", "\(rightName) tree")
        return isLeft ? left.against(right, as: names) : right.against(left, as: (names.1, names.0))
    }
}

/// What differs between two nodes that should be the same file.
struct TwinDifference {
    let field: String
    /// Byte of the field in a directory record.
    let at: Int
    let left: String
    let right: String

    func words(_ leftName: String, _ rightName: String) -> String {
        "the \(field.spelledOut) is \(right) in the \(rightName) tree and \(left) in the \(leftName) tree"
    }

    static func between(_ left: FileTree, _ one: Int, _ right: FileTree, _ other: Int) -> TwinDifference? {
        let (file, twin) = (left.nodes[one], right.nodes[other])
        if file.kind == .directory, twin.kind == .directory { return nil }
        // Links and devices have no data, and may be empty files where there is no word for them.
        let (size, twinSize) = (
            file.kind == .directory ? 0 : file.size, twin.kind == .directory ? 0 : twin.size
        )
        let isSpecial = file.kind == .symbolicLink || file.kind == .device
        if file.kind != twin.kind, !(isSpecial && twin.kind == .file && twinSize == 0) {
            return TwinDifference(field: "kind", at: 25, left: words(file.kind), right: words(twin.kind))
        }
        if isSpecial || size == 0 && twinSize == 0 { return nil }
        if size != twinSize {
            return TwinDifference(
                field: "dataLength", at: 10, left: "\(size.of("byte"))", right: "\(twinSize.of("byte"))")
        }
        let (extents, twins) = (left.extents(of: file), right.extents(of: twin))
        if extents.count == 1, twins.count == 1, extents.first?.offset == twins.first?.offset { return nil }
        if joined(extents) == joined(twins) { return nil }
        let (places, others) = (
            extents.map { "\($0.offset / .sector)" }, twins.map { "\($0.offset / .sector)" }
        )
        return TwinDifference(
            field: "extent", at: 2, left: "sector " + places.joined(separator: ", "),
            right: "sector " + others.joined(separator: ", "))
    }

    /// Extents that lie one behind the other as one.
    private static func joined(_ extents: ArraySlice<FileTree.Extent>) -> [Range<UInt64>] {
        var runs: [Range<UInt64>] = []
        for extent in extents where extent.length > 0 {
            if let last = runs.last, last.upperBound == extent.offset {
                runs[runs.count - 1] = last.lowerBound..<extent.end
            } else {
                runs.append(extent.offset..<max(extent.offset, extent.end))
            }
        }
        return runs
    }

    private static func words(_ kind: FileTree.NodeKind) -> String {
        switch kind {
        case .directory: "a directory"
        case .file: "a file"
        case .symbolicLink: "a symbolic link"
        case .device: "a device"
        case .associated: "an associated file"
        }
    }
}
