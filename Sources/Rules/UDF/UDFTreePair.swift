import Bytes
import DiscModel
import FileSystems

/// The files of UDF beside those of ISO 9660 on the same image: by their place first, then by their path.
struct UDFTreePair {
    struct Difference {
        let name: DisplayName
        /// Where its data begins in UDF; nil where it has none.
        let offset: UInt64?
        let udf, iso: String
        /// Whether it is the boot catalog, to which genisoimage gives no length in UDF.
        let isSmall: Bool
        /// Whether ISO 9660 has the rest of a division of the size by 4 GiB, which is the most that fits.
        let isRemainder: Bool
        var path: String { name.escaped }
    }

    /// The tree of ISO 9660 that has the richest names.
    let kind: TreeKind
    private(set) var differing: [Difference] = []
    /// The same data under names that have nothing to do with each other.
    private(set) var renamed: [(udf: DisplayName, iso: DisplayName)] = []
    /// Files that are in one of the trees alone, and whether that is UDF.
    private(set) var alone: [(name: DisplayName, isUDF: Bool)] = []
    /// Whether one of the trees has no file with content, so that it was left empty on purpose or by oversight.
    private(set) var isOneEmpty = false

    /// Files of one tree alone that are told.
    private static let limit = 1_000

    /// Nil where there is one tree alone, or ISO 9660 is a note for those who cannot read UDF.
    init?(_ volume: UDFFacts, _ disc: Disc) {
        let others = disc.trees.filter { $0.kind != .udf && $0.kind != .fat }
        guard let shown = others.shown else { return nil }
        let iso = others[shown]
        kind = iso.kind
        let sides = [Side(volume.tree), Side(iso)]
        guard sides[1].files.count > 1 || sides[0].files.count <= 1 else { return nil }
        // By their data first, which needs no paths: in a sound bridge that settles all.
        let places = Dictionary(
            sides[1].files.compactMap { file in sides[1].start(file).map { ($0, [file]) } },
            uniquingKeysWith: { $0 + $1 })
        lazy var names = Dictionary(
            sides[1].files.map { (sides[1].key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var matched: Set<Int> = []
        for file in sides[0].files where sides[0].size(file) > 0 {
            let same = sides[0].start(file).flatMap { places[$0] } ?? []
            matched.formUnion(same)
            let twins = same.filter { sides[1].size($0) == sides[0].size(file) }
            if !twins.isEmpty {
                if kind != .iso9660 { holdNames(file, twins, sides) }
                continue
            }
            if let other = same.first ?? names[sides[0].key(file)] {
                matched.insert(other)
                compare(file, other, sides)
            } else if alone.count < Self.limit {
                alone.append((sides[0].name(file), true))
            }
        }
        isOneEmpty = sides.contains { side in side.files.allSatisfy { side.size($0) == 0 } }
        let left = sides[1].files.filter { !matched.contains($0) && sides[1].size($0) > 0 }
        guard !left.isEmpty else { return }
        let empty = Dictionary(
            sides[0].files.filter { sides[0].size($0) == 0 }.map { (sides[0].key($0), $0) },
            uniquingKeysWith: { first, _ in first })
        for file in left {
            if let other = empty[sides[1].key(file)] {
                compare(other, file, sides)
            } else if alone.count < Self.limit {
                alone.append((sides[1].name(file), false))
            }
        }
    }

    /// Names of the richer trees are those of UDF, but for letters that one of them cannot hold and what is too long.
    private mutating func holdNames(_ file: Int, _ twins: [Int], _ sides: [Side]) {
        let name = sides[0].lastName(file)
        let others = twins.map { sides[1].lastName($0) }
        guard renamed.count < Self.limit, let other = others.first,
            others.allSatisfy({ $0.count == name.count && $0 != name })
        else { return }
        let differing = zip(name, other).filter { $0 != $1 }
        // What is replaced by "_" or "?", and by what case makes of it, is no other name.
        guard
            differing.allSatisfy({ one, two in
                one.isASCII && two.isASCII && (one.isLetter || one.isNumber) && (two.isLetter || two.isNumber)
                    && one.lowercased() != two.lowercased()
            })
        else { return }
        renamed.append((sides[0].name(file), sides[1].name(twins[0])))
    }

    private mutating func compare(_ file: Int, _ other: Int, _ sides: [Side]) {
        let (size, isoSize) = (sides[0].size(file), sides[1].size(other))
        let (start, isoStart) = (sides[0].start(file), sides[1].start(other))
        let isElsewhere = size > 0 && start != isoStart && start != nil
        guard size != isoSize || isElsewhere else { return }
        func words(_ size: UInt64, _ start: UInt64?) -> String {
            "\(size.of("byte"))\(start.map { " from sector \($0 / .sector) on" } ?? "")"
        }
        differing.append(
            Difference(
                name: sides[0].name(file), offset: start, udf: words(size, start),
                iso: words(isoSize, isoStart),
                isSmall: size == 0 && isoSize <= .sector,
                isRemainder: size > isoSize && size % (1 << 32) == isoSize && !isElsewhere))
    }

    /// The files of a tree.
    private struct Side {
        let tree: FileTree
        let files: [Int]

        init(_ tree: FileTree) {
            self.tree = tree
            files = tree.nodes.indices.filter { tree.nodes[$0].kind == .file }
        }

        func size(_ file: Int) -> UInt64 { tree.nodes[file].size }
        func start(_ file: Int) -> UInt64? {
            tree.firstExtent(of: tree.nodes[file]).flatMap { $0.length > 0 ? $0.offset : nil }
        }
        /// Without the version that Joliet may have.
        func lastName(_ file: Int) -> String {
            let name = tree.displayName(of: tree.nodes[file]).text
            return tree.kind.hasVersions ? name.withoutVersion : name
        }
        func name(_ file: Int) -> DisplayName { tree.path(of: file) }
        func key(_ file: Int) -> String { FoldedPath(tree.path(of: file).text).text }
    }
}
