import Bytes
import DiscModel
import Readers

/// Walks the directories of a FAT file system, and follows the chain of clusters of each file.
struct FATWalk {
    let sector: FATBootSector
    private(set) var tree = FileTree(kind: .fat, encoding: .bytes, ownsExtents: true)
    private(set) var label: String?
    private(set) var faults: [FATFault] = []
    private(set) var claims: [Claim] = []
    /// The node that has a cluster.
    private(set) var used: [UInt32: Int32] = [:]
    /// Entries that were deleted.
    private(set) var dropped = FATDropped()
    let window: Window
    private var table: AllocationTable
    private var gaps: [Gap] = []
    private var recordsLeft: Int
    private var bytesLeft: Int
    private var clustersLeft = FATWalk.clusterLimit
    private let depth: Int

    /// Clusters that are followed in all.
    private static let clusterLimit = 4 << 20
    private static let faultLimit = 1_000
    /// Bytes of the allocation tables that are compared with each other.
    private static let comparedBytes: UInt64 = 4 << 20

    init(_ sector: FATBootSector, in window: Window, _ limits: Limits) {
        self.sector = sector
        self.window = window
        table = AllocationTable(of: sector, in: window)
        recordsLeft = limits.records
        bytesLeft = limits.directoryBytes
        depth = min(limits.depth, 256)
    }

    var allGaps: [Gap] { gaps + table.gaps }

    /// What the whole table says; nil where not all of the files or of the table was read.
    private(set) var clusters: FATClusters?

    // MARK: Directories

    private struct Directory {
        let node: Int32
        let depth: Int
    }

    mutating func run() {
        claimStructures()
        walk()
        guard allGaps.isEmpty, clustersLeft > 0 else { return }
        guard sector.clusterCount <= FATClusters.limit else {
            let place = window.place(0, 512, field: "boot sector")
            gaps.append(Gap(.limit, .directory, at: place, "the FAT file system has too many clusters"))
            return
        }
        let used = used
        let counted = FATClusters(sector, &table) { used[$0] != nil }
        if table.gaps.isEmpty { clusters = counted }
    }

    private mutating func walk() {
        var waiting: [(Directory, Record)] = [(Directory(node: 0, depth: 0), root())]
        while let (directory, bytes) = waiting.popLast() {
            for child in read(bytes, of: directory) {
                let place = child.place
                guard directory.depth < depth else {
                    gaps.append(Gap(.limit, .directory, at: place, "directories are too deep"))
                    return
                }
                waiting.append((Directory(node: child.node, depth: directory.depth + 1), child.bytes))
            }
            if recordsLeft <= 0 || bytesLeft <= 0 || clustersLeft <= 0 {
                let place = window.place(0, 512, field: "boot sector")
                gaps.append(Gap(.limit, .directory, at: place, "the FAT file system has too many entries"))
                return
            }
        }
    }

    private mutating func claimStructures() {
        let reserved = sector.table(0)
        claims.append(window.claim(.descriptor, 0, min(reserved, window.size), "FAT boot sector"))
        for number in 0..<min(4, Int(sector[FATBootSector.tableCount])) {
            let start = sector.table(number)
            guard start < window.size else { continue }
            claims.append(
                window.claim(
                    .descriptor, start, min(sector.tableLength, window.size - start),
                    "file allocation table \(number + 1)"))
        }
    }

    private mutating func root() -> Record {
        if sector.isFAT32 {
            let cluster = sector[FATBootSector.rootCluster]
            let place = window.place(44, 4, field: "root cluster")
            return directoryBytes(from: cluster, node: 0, place, "root directory of the FAT file system")
        }
        let range = sector.root
        let place = window.place(range.lowerBound, UInt64(range.count), field: "root directory")
        claims.append(
            window.claim(
                .directory, range.lowerBound, UInt64(range.count), "root directory of the FAT file system"))
        return window.part(range.lowerBound, Int(range.count), for: .directory, place, gaps: &gaps)
    }

    private struct Child {
        let node: Int32
        let bytes: Record
        let place: Place
    }

    /// The entries of a directory; those of its directories are given back.
    private mutating func read(_ bytes: Record, of directory: Directory) -> [Child] {
        var children: [Child] = []
        var longName = FATLongName()
        dropped.interrupt()
        for index in 0..<bytes.count / FATEntry.length {
            let entry = bytes.part(index * FATEntry.length, FATEntry.length)
            guard entry.u8(0) != 0, recordsLeft > 0 else { break }
            recordsLeft -= 1
            let attributes = entry[FATEntry.attributes]
            if entry.u8(0) == 0xE5 {
                longName = FATLongName()
                dropped.add(entry, in: directory.node)
                continue
            }
            dropped.interrupt()
            if attributes & 0x3F == FATEntry.isLongName {
                longName.add(entry)
            } else if attributes & FATEntry.isLabel != 0 {
                if directory.node == 0 { label = Self.text(entry[FATEntry.name]) }
                longName = FATLongName()
            } else {
                let name = longName.name(for: entry) ?? Self.shortName(entry)
                longName = FATLongName()
                guard name != [0x2E], name != [0x2E, 0x2E] else { continue }
                if let child = add(entry, name, to: directory) { children.append(child) }
            }
        }
        return children
    }

    private mutating func add(_ entry: Record, _ name: [UInt8], to directory: Directory) -> Child? {
        let isDirectory = entry[FATEntry.attributes] & FATEntry.isDirectory != 0
        let size = UInt64(entry[FATEntry.size])
        let high = sector.isFAT32 ? UInt32(entry[FATEntry.clusterHigh]) << 16 : 0
        let first = high | UInt32(entry[FATEntry.clusterLow])
        let node = tree.append(
            parent: directory.node, joinedName: name, kind: isDirectory ? .directory : .file,
            size: isDirectory ? 0 : size, record: Int32(clamping: entry.offset / UInt64(FATEntry.length)))
        tree.addDetails(entry.bytes)
        var place = Place(
            offset: entry.offset, length: UInt64(FATEntry.length), field: "directory entry")
        place.tree = .fat
        guard isDirectory else {
            follow(from: first, size: size, node, place)
            return nil
        }
        let path = tree.path(of: Int(node)).escaped
        let bytes = directoryBytes(from: first, node: node, place, "directory \(path)")
        return Child(node: node, bytes: bytes, place: place)
    }

    private mutating func directoryBytes(
        from first: UInt32, node: Int32, _ place: Place, _ name: String
    ) -> Record {
        var all: [UInt8] = []
        var start: UInt64?
        for run in chain(from: first, bytes: nil, node, place) where bytesLeft > 0 {
            start = start ?? run.lowerBound
            let length = min(UInt64(run.count), window.size - min(window.size, run.lowerBound))
            claims.append(window.claim(.directory, run.lowerBound, length, name))
            let part = window.part(
                run.lowerBound, Int(min(length, UInt64(bytesLeft))), for: .directory, place, gaps: &gaps)
            bytesLeft -= part.count
            all += part.bytes
        }
        return Record(offset: window.placed(start ?? 0), all)
    }

    // MARK: Chains

    private mutating func follow(from first: UInt32, size: UInt64, _ node: Int32, _ place: Place) {
        guard size > 0 || first != 0 else { return }
        var left = size
        for run in chain(from: first, bytes: size, node, place) {
            let length = min(left, UInt64(run.count))
            guard length > 0 else { break }
            tree.addExtent(
                FileTree.Extent(
                    offset: window.placed(run.lowerBound), length: length,
                    slack: UInt32(truncatingIfNeeded: UInt64(run.count) - length)))
            left -= length
        }
    }

    /// The bytes of the clusters of a chain, neighbours as one.
    ///
    /// - Parameter bytes: how many there should be; nil for a directory, whose end is the end of its chain.
    private mutating func chain(from first: UInt32, bytes: UInt64?, _ node: Int32, _ place: Place)
        -> [Range<UInt64>]
    {
        let length = sector.clusterLength
        let wanted = bytes.map { ($0 + length - 1) / length }
        guard table.isCluster(first) else {
            report(.noStart(first), node, first, place)
            return []
        }
        var (runs, cluster, held): ([Range<UInt64>], UInt32, UInt64) = ([], first, 0)
        while clustersLeft > 0 {
            clustersLeft -= 1
            if let owner = used[cluster] {
                report(
                    owner == node ? .loop : .shared(with: tree.path(of: Int(owner))), node, cluster, place)
                break
            }
            let start = sector.offset(ofCluster: cluster)
            guard start.adding(length) <= window.size else {
                report(.behindEnd, node, cluster, place)
                break
            }
            used[cluster] = node
            held += 1
            if let last = runs.last, last.upperBound == start {
                runs[runs.count - 1] = last.lowerBound..<start + length
            } else {
                runs.append(start..<start + length)
            }
            let link = table.link(of: cluster)
            if case .next(let next) = link {
                if let wanted, held >= wanted {
                    report(.long, node, cluster, place)
                    break
                }
                cluster = next
                continue
            }
            if case .nowhere(let number) = link { report(.nowhere(number), node, cluster, place) }
            let isCut = wanted.map { held < $0 } ?? false
            if isCut || link == .free || link == .bad {
                if case .nowhere = link { break }
                report(.cut(held: held * length), node, cluster, place)
            }
            break
        }
        return runs
    }

    private mutating func report(_ kind: FATFault.Kind, _ node: Int32, _ cluster: UInt32, _ place: Place) {
        guard faults.count < Self.faultLimit else { return }
        var place = place
        place.path = tree.path(of: Int(node))
        faults.append(FATFault(kind: kind, node: Int(node), cluster: cluster, place: place))
    }

    // MARK: Names

    private static func text(_ name: ArraySlice<UInt8>) -> String? {
        let text = Record.text(name).trimmingTail
        return text.isEmpty ? nil : text
    }

    /// "NAME.EXT" of eleven bytes; letters that are marked so are small.
    static func shortName(_ entry: Record) -> [UInt8] {
        let bits = entry[FATEntry.letterCase]
        var bytes = Array(entry[FATEntry.name])
        if bytes.first == 0x05 { bytes[0] = 0xE5 }
        func part(_ range: Range<Int>, isSmall: Bool) -> [UInt8] {
            let text = bytes[range].reversed().drop { $0 == 0x20 }.reversed()
            return text.map { isSmall && (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
        let base = part(0..<8, isSmall: bits & 0x08 != 0)
        let ending = part(8..<11, isSmall: bits & 0x10 != 0)
        let name = ending.isEmpty ? base : base + [0x2E] + ending
        return name.allSatisfy { $0 < 0x80 } ? name : [UInt8](Record.text(name).utf8)
    }

    /// A sector that the boot sector of a FAT32 names, where there is one.
    private func sector(_ field: Field<LittleEndian<UInt16>>) -> Record? {
        let number = UInt64(sector[field])
        guard sector.isFAT32, number > 0, number < UInt64(sector[FATBootSector.reservedSectors]) else {
            return nil
        }
        let start = number * sector.bytesPerSector
        guard let bytes = try? window.bytes(at: start, count: 512), bytes.count == 512 else { return nil }
        return Record(offset: window.placed(start), bytes)
    }

    var information: FATInformation? { sector(FATBootSector.informationSector).map(FATInformation.init) }
    var backup: FATBootSector? { sector(FATBootSector.backupSector).map(FATBootSector.init) }

    /// The first byte in which each copy of the allocation table differs from the first.
    func differingTables() -> [Int: UInt64] {
        let count = Int(sector[FATBootSector.tableCount])
        let length = sector.tableLength
        guard count > 1, count <= 4, length <= Self.comparedBytes,
            let first = try? window.bytes(at: sector.table(0), count: Int(length))
        else { return [:] }
        var found: [Int: UInt64] = [:]
        for number in 1..<count {
            guard let copy = try? window.bytes(at: sector.table(number), count: Int(length)),
                copy.count == first.count, copy != first,
                let at = first.indices.first(where: { first[$0] != copy[$0] })
            else { continue }
            found[number] = window.placed(sector.table(number) + UInt64(at))
        }
        return found
    }
}

extension String {
    fileprivate var trimmingTail: String {
        var text = self[...]
        while text.last == " " || text.last == "\0" { text.removeLast() }
        return String(text)
    }
}
