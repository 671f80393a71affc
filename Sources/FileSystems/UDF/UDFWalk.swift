import Bytes
import DiscModel
import Readers

/// Walks the directories of a file set, and the entries of all files.
struct UDFWalk {
    /// An entry that was read, and the node that shows it first.
    struct Known {
        let entry: UDFEntry
        /// The block of the volume in which it stands.
        let block: UInt64
        let node: Int32
        /// Entries of directories that name it.
        var links: Int
        /// Bytes of it that its own claim covers.
        let claimed: UInt64
        /// A name whose number is not its own: of several names one has it, and the others have numbers of their own.
        var stranger: (node: Int32, place: Place, number: UInt32)?
        var isKnownByNumber = false
    }

    var tree = FileTree(kind: .udf, encoding: .utf16BigEndian, ownsExtents: true)
    private(set) var entries: [Known] = []
    private(set) var faults: [UDFFault] = []
    private(set) var gaps: [Gap] = []
    private(set) var deleted: [UDFDeleted] = []
    private(set) var files: UInt64 = 0
    /// Entries of directories that name them.
    private(set) var names: UInt64 = 0
    private(set) var directories: UInt64 = 0
    private(set) var highestUniqueID: UInt64 = 0
    /// Further claims: blocks, their kind, and whose they are.
    var owned: [(kind: Claim.Kind, offset: UInt64, length: UInt64, node: Int32, what: String)] = []
    var blocks: UDFBlocks
    let space: UDFSpace
    private var byBlock: [UInt64: Int] = [:]
    var recordsLeft: Int
    var bytesLeft: Int
    /// Extents and holes of files. Without further names of them there is a hole for each recorded block at most.
    var piecesLeft: Int
    private let depth: Int
    var window: Window { blocks.window }

    private static let faultLimit = 1_000

    init(_ blocks: UDFBlocks, _ space: UDFSpace, _ limits: Limits) {
        self.blocks = blocks
        self.space = space
        recordsLeft = limits.records
        bytesLeft = Int(clamping: min(UInt64(limits.directoryBytes), blocks.window.size.times(4)))
        piecesLeft = Int(clamping: blocks.count.times(4).adding(4_000))
        depth = limits.depth
    }

    /// The claims of entries, directories and chains, whose paths are built when somebody asks.
    var claims: [Claim] {
        let tree = tree
        var claims = entries.map { known in
            let node = Int(known.node)
            let isEmbedded = known.entry.allocation == .embedded && !known.entry.isDirectory
            return Claim(
                .descriptor, offset: known.entry.offset, length: known.claimed,
                slack: isEmbedded ? 0 : blocks.size - min(blocks.size, known.claimed),
                "UDF file entry of \(tree.path(of: node).escaped)")
        }
        claims += owned.map { one in
            let (node, what) = (Int(one.node), one.what)
            return Claim(
                one.kind, offset: one.offset, length: one.length, roundedTo: blocks.size,
                "\(what) \(tree.path(of: node).escaped)")
        }
        return claims
    }

    // MARK: Directories

    private struct Directory {
        let entry: Int
        let node: Int32
        let depth: Int
        /// The block of the volume in which the entry of the directory that holds it lies.
        let parent: UInt64
    }

    mutating func run(from root: UDFAddress) {
        // Where the root is lost, so is all: that is more than an entry that is not there.
        guard let (block, entry) = try? followed(root) else {
            return gap(.malformed, Place(tree: .udf, field: "rootDirectoryICB"), "no file entry stands there")
        }
        var queue = [Directory(entry: note(entry, 0, block), node: 0, depth: 1, parent: block)]
        directories = 1
        var next = 0
        while next < queue.count {
            let directory = queue[next]
            next += 1
            queue += children(of: directory)
        }
        compareLinks()
        compareNumbers()
        // What another name leads to was not deleted.
        for index in deleted.indices {
            if let block = deleted[index].file?.block, byBlock[block] != nil { deleted[index].file = nil }
        }
    }

    /// Takes an entry in; the same block is the same file. Of its block only what it uses is kept.
    mutating func note(_ entry: UDFEntry, _ node: Int32, _ block: UInt64) -> Int {
        let range = entry.descriptors
        let isEmbedded = entry.allocation == .embedded && !entry.isDirectory
        let end = max(0, min(isEmbedded ? range.lowerBound : range.upperBound, entry.record.count))
        let own = UDFEntry(
            Record(offset: entry.offset, Array(entry.record.slice(0, end))), block: entry.block,
            reference: entry.reference)
        entries.append(Known(entry: own, block: block, node: node, links: 0, claimed: UInt64(end)))
        byBlock[block] = entries.count - 1
        highestUniqueID = max(highestUniqueID, entry[entry.uniqueID])
        return entries.count - 1
    }

    /// The directories in a directory.
    private mutating func children(of directory: Directory) -> [Directory] {
        let entry = entries[directory.entry].entry
        let (data, pieces) = directoryData(of: entry, directory.node)
        var found: [Directory] = []
        var names: Set<[UInt8]> = []
        var at = 0
        var (isFirst, isBroken) = (true, false)
        while at + UDFIdentifier.length <= data.count {
            let place = pieces.place(at)
            let head = Record(offset: place.offset, data[at...])
            let counted = UDFDescriptor(head, block: place.block)
            guard counted.kind == .fileIdentifier, counted.isCredible else {
                report(
                    .directoryBroken, directory.node,
                    Place(offset: place.offset, length: 16, field: "file identifier descriptor"),
                    "byte \(at) of \(data.count)", "a file identifier descriptor")
                isBroken = true
                break
            }
            let use = Int(head[UDFIdentifier.useLength])
            let length = (UDFIdentifier.length + use + Int(head[UDFIdentifier.nameLength]) + 3) & ~3
            guard at + length <= data.count + 3 else {
                report(
                    .directoryBroken, directory.node,
                    Place(offset: place.offset, length: 16, field: "file identifier descriptor"),
                    "\(length) bytes at byte \(at)", "at most \(data.count - at)")
                isBroken = true
                break
            }
            // The CRC counts its own bytes, so that a wrong length of the name is told by it.
            faults(of: counted, directory.node)
            let whole = UDFDescriptor(head.part(0, length), block: place.block)
            at += length
            guard recordsLeft > 0 else {
                gap(
                    .limit, Place(offset: place.offset, tree: .udf, path: tree.path(of: Int(directory.node))),
                    "more entries than are kept")
                break
            }
            recordsLeft -= 1
            if let child = take(whole, use, in: directory, isFirst: isFirst, &names) { found.append(child) }
            isFirst = false
        }
        if isFirst, !isBroken, !data.isEmpty || entry[UDFEntry.informationLength] == 0 {
            report(
                .parentMissing, directory.node,
                Place(offset: entry.offset, field: "file identifier descriptor"), "none",
                "an entry of the parent")
        }
        return found
    }

    /// One entry of a directory; gives the directory that it names, where it is one.
    private mutating func take(
        _ identifier: UDFDescriptor, _ use: Int, in directory: Directory, isFirst: Bool,
        _ names: inout Set<[UInt8]>
    ) -> Directory? {
        let record = identifier.record
        let bits = record[UDFIdentifier.characteristics]
        let address = UDFAddress(record[UDFIdentifier.icb])
        let place = Place(
            offset: record.offset, length: UInt64(record.count), tree: .udf,
            field: "file identifier descriptor")
        let name = UDFText(record.slice(UDFIdentifier.length + use, Int(record[UDFIdentifier.nameLength])))
        if bits & UDFIdentifier.isDeleted != 0 {
            if !name.bytes.isEmpty, deleted.count < Self.faultLimit {
                var one = UDFDeleted(
                    name: DisplayName(utf16BigEndian: name.wideBytes), directory: Int(directory.node),
                    place: place)
                if address.length > 0, let (block, entry) = try? followed(address) {
                    one.entry = entry.offset
                    if !entry.isDirectory { one.file = left(of: entry, block) }
                }
                deleted.append(one)
            }
            return nil
        }
        if bits & UDFIdentifier.isParent != 0 || isFirst {
            takeParent(identifier, bits, address, in: directory, place)
            // One without a name is that of the parent, whatever its bits say.
            if bits & UDFIdentifier.isParent != 0 || name.bytes.isEmpty { return nil }
        }
        let version = record.u16le(16)
        if version != 1 || bits & 0xE0 != 0 {
            report(
                .identifierForm, directory.node, place,
                version != 1 ? "version \(version)" : "bits that mean nothing (\(bits & 0xE0))", "version 1")
        }
        if !name.isSound || name.bytes.count < 2 {
            report(
                .name, directory.node, place,
                name.bytes.prefix(1).map { "compression \($0)" }.first ?? "no name", "8 or 16 and characters")
        }
        let wide = name.wideBytes
        if Self.isUnsafe(wide) {
            report(
                .unsafeName, directory.node, place, DisplayName(utf16BigEndian: wide).escaped,
                "a name without / and NUL")
        }
        if !names.insert(wide).inserted {
            report(
                .duplicateName, directory.node, place, DisplayName(utf16BigEndian: wide).escaped,
                "each name once")
        }
        guard let (block, entry) = entry(at: address, node: directory.node, place) else {
            tree.append(
                parent: directory.node, joinedName: wide,
                kind: bits & UDFIdentifier.isDirectory != 0 ? .directory : .file, size: 0, record: -1)
            return nil
        }
        return add(entry, block, wide, bits, identifier, in: directory, place)
    }

    /// Whether a name, two bytes a character, is "." or "..", or holds a slash or a NUL.
    private static func isUnsafe(_ name: [UInt8]) -> Bool {
        if name == [0, 0x2E] || name == [0, 0x2E, 0, 0x2E] { return true }
        return stride(from: 0, to: name.count - 1, by: 2).contains { at in
            name[at] == 0 && (name[at + 1] == 0x2F || name[at + 1] == 0)
        }
    }

    private mutating func takeParent(
        _ identifier: UDFDescriptor, _ bits: UInt8, _ address: UDFAddress, in directory: Directory,
        _ place: Place
    ) {
        guard bits & UDFIdentifier.isParent != 0 else {
            return report(
                .parentMissing, directory.node, place, "no entry of the parent at the start",
                "an entry of the parent")
        }
        let block = space.runs(UInt64(address.block), 1, in: address.reference)?.first?.block
        if block != directory.parent {
            report(
                .parentWrong, directory.node, place, "block \(address.block)",
                "the entry of \(tree.path(of: Int(tree.nodes[Int(directory.node)].parent)).escaped)")
        }
        if let block, let known = byBlock[block] { entries[known].links += 1 }
    }

    /// Adds what an entry of a directory names.
    private mutating func add(
        _ entry: UDFEntry, _ block: UInt64, _ name: [UInt8], _ bits: UInt8, _ identifier: UDFDescriptor,
        in directory: Directory,
        _ place: Place
    ) -> Directory? {
        let isDirectory = entry.isDirectory
        let old = byBlock[block]
        let kind: FileTree.NodeKind =
            isDirectory
            ? .directory
            : entry.fileType == 12 ? .symbolicLink : [6, 7, 9, 10].contains(entry.fileType) ? .device : .file
        let node = tree.append(
            parent: directory.node, joinedName: name, kind: kind,
            size: isDirectory ? 0 : entry[UDFEntry.informationLength],
            record: Int32(clamping: old ?? entries.count))
        tree.addDetails(UDFDetails.bytes(of: entry))
        let known = old ?? note(entry, node, block)
        entries[known].links += 1
        if (bits & UDFIdentifier.isDirectory != 0) != isDirectory {
            report(
                .directoryBit, node, place, bits & UDFIdentifier.isDirectory != 0 ? "a directory" : "a file",
                isDirectory ? "a directory" : "a file")
        }
        let (own, recorded) = (
            UInt32(truncatingIfNeeded: entry[entry.uniqueID]), identifier[UDFIdentifier.uniqueID]
        )
        if recorded == 0 || own == 0 || recorded == own {
            entries[known].isKnownByNumber = true
        } else if entries[known].stranger == nil {
            entries[known].stranger = (node, place, recorded)
        }
        if isDirectory {
            guard old == nil else {
                let isAbove = isAncestor(entries[known].node, of: directory.node)
                report(
                    isAbove ? .loop : .twoParents, node, place,
                    "\(tree.path(of: Int(entries[known].node)).escaped) again", "a directory of its own")
                return nil
            }
            directories += 1
            guard directory.depth < depth else {
                gap(
                    .limit, Place(offset: entry.offset, tree: .udf, path: tree.path(of: Int(node))),
                    "deeper than is followed")
                return nil
            }
            return Directory(
                entry: known, node: node, depth: directory.depth + 1, parent: entries[directory.entry].block)
        }
        names += 1
        if old == nil { files += 1 }
        addData(of: entry, node, isNew: old == nil)
        if old == nil, let streams = entry.streams { addStreams(at: streams, of: node) }
        return nil
    }

    /// The streams of a file (UDF 3.3.5): a directory of files that no system shows, whose blocks have an owner all the same.
    mutating func addStreams(at address: UDFAddress, of node: Int32) {
        guard let (_, directory) = entry(at: address, node: node, Place(field: "streamDirectoryICB")) else {
            return
        }
        owned.append(
            (
                .descriptor, directory.offset, UInt64(directory.descriptors.upperBound), node,
                "stream directory of"
            ))
        let (data, _) = directoryData(of: directory, node)
        var at = 0
        while at + UDFIdentifier.length <= data.count, recordsLeft > 0 {
            let head = Record(data[at...])
            guard head[UDFTag.identifier] == UDFKind.fileIdentifier.rawValue else { return }
            recordsLeft -= 1
            at +=
                (UDFIdentifier.length + Int(head[UDFIdentifier.useLength])
                    + Int(head[UDFIdentifier.nameLength]) + 3) & ~3
            guard
                head[UDFIdentifier.characteristics] & (UDFIdentifier.isParent | UDFIdentifier.isDeleted) == 0,
                let (_, stream) = entry(
                    at: UDFAddress(head[UDFIdentifier.icb]), node: node, Place(field: "stream"))
            else { continue }
            owned.append(
                (.descriptor, stream.offset, UInt64(stream.descriptors.upperBound), node, "stream of"))
            for run in runs(of: stream) {
                owned.append(
                    (
                        .file, window.placed(blocks.offset(run.block)), run.count.times(blocks.size), node,
                        "stream of"
                    ))
            }
        }
    }

    private func isAncestor(_ node: Int32, of other: Int32) -> Bool {
        var at = other
        for _ in 0..<depth {
            if at == node { return true }
            guard at > 0 else { return node == 0 }
            at = tree.nodes[Int(at)].parent
        }
        return false
    }

    // MARK: What does not hold

    mutating func faults(of descriptor: UDFDescriptor, _ node: Int32) {
        guard faults.count < Self.faultLimit,
            !(descriptor.sumHolds && descriptor.crcHolds != false && descriptor.isInPlace
                && [2, 3].contains(descriptor[UDFTag.version]))
        else { return }
        faults += UDFFault.ofTag(descriptor, node: Int(node), path: tree.path(of: Int(node)))
    }

    mutating func report(
        _ kind: UDFFault.Kind, _ node: Int32, _ place: Place, _ recorded: String, _ found: String
    ) {
        guard faults.count < Self.faultLimit else { return }
        var place = place
        place.tree = .udf
        place.path = tree.path(of: Int(node))
        faults.append(UDFFault(kind: kind, node: Int(node), place: place, recorded: recorded, found: found))
    }

    mutating func gap(_ cause: Gap.Cause, _ place: Place, _ detail: String) {
        if gaps.count < Self.faultLimit { gaps.append(Gap(cause, .directory, at: place, detail)) }
    }
}
