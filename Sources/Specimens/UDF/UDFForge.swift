import Bytes

/// Writes what a layout has decided.
struct UDFForge {
    let layout: UDFLayout
    var image: [UInt8] = []
    var landmarks = Landmarks()

    var plan: UDFPlan { layout.plan }
    var tree: UDFTree { layout.tree }
    var space: ForgedUDFSpace { layout.space }

    init(_ plan: UDFPlan) {
        layout = UDFLayout(plan.settled)
        image = Array(repeating: 0, count: layout.count * layout.plan.blockSize)
        let bridge = writeBridge()
        writeRecognition(at: bridge ?? 16 * .sector)
        for (number, block) in layout.anchors.enumerated() { writeAnchor(block, number + 1) }
        writeSequence(at: layout.main, "udf:")
        writeSequence(at: layout.reserve, "udf:reserve:")
        writeIntegrity()
        writeFileSet()
        for node in tree.nodes.indices where tree.nodes[node].hasEntry { write(node) }
        writePartition()
    }

    /// The ISO 9660 part; the answer is where its descriptors end.
    private mutating func writeBridge() -> Int? {
        guard let bridge = layout.bridge else { return nil }
        let iso = bridge.moved(to: space.place(layout.bridgeBlock), of: layout.count)
        image.place(iso.bytes, at: 0)
        for (name, place) in iso.landmarks { landmarks.mark(name, place) }
        return bridge.first * .sector
    }
}

// MARK: Writing

extension UDFForge {
    /// Where a descriptor's tag says that it lies (ECMA-167 3/7.2.8, 4/7.2.8).
    enum Location {
        /// A block of the disc, counted from its start.
        case disc(Int)
        /// A block counted in its partition.
        case partition(ForgedUDFAddress)
    }

    /// Puts the tag in front of a descriptor that has room for it.
    ///
    /// - Parameter covered: how many bytes behind the tag the CRC covers; if not given, all.
    func tag(_ bytes: inout [UInt8], _ identifier: UInt16, _ location: Int, covered: Int? = nil) {
        let version: UInt16 = plan.revision >= 0x0200 ? 3 : 2
        bytes.place(identifier.little + version.little + [0, 0] + plan.serial.little, at: 0)
        bytes.place(UInt16(clamping: covered ?? bytes.count - 16).little, at: 10)
        bytes.place(UInt32(clamping: location).little, at: 12)
        ForgedUDFTag.seal(&bytes, at: 0)
    }

    /// Writes a descriptor and names it.
    mutating func write(
        _ bytes: [UInt8], tag identifier: UInt16, at location: Location, as name: String, covered: Int? = nil
    ) {
        var bytes = bytes
        switch location {
        case .disc(let block):
            tag(&bytes, identifier, block, covered: covered)
            place(bytes, at: block, as: name)
        case .partition(let address):
            tag(&bytes, identifier, address.block, covered: covered)
            place(bytes, in: address, as: name)
        }
    }

    /// Writes bytes at a block of the disc.
    @discardableResult
    mutating func place(_ bytes: [UInt8], at block: Int, as name: String? = nil) -> String {
        image.place(bytes, at: block * plan.blockSize)
        return name.map { landmarks.mark($0, block * plan.blockSize) } ?? ""
    }

    /// Writes bytes from an address on, in one block after the other.
    mutating func place(_ bytes: [UInt8], in address: ForgedUDFAddress, as name: String? = nil) {
        let first = space.block(address)
        for (index, start) in stride(from: 0, to: bytes.count, by: plan.blockSize).enumerated() {
            place(
                Array(bytes[start..<min(start + plan.blockSize, bytes.count)]), at: space.place(first + index)
            )
        }
        if let name { landmarks.mark(name, space.place(first) * plan.blockSize) }
    }

    /// A long descriptor for the extent of a node's entry.
    func reference(to node: Int) -> [UInt8] {
        let length = plan.entryBlocks * plan.blockSize
        // Before revision 2.00 there is no number in descriptors (UDF 2.3.4.3).
        let unique = plan.revision >= 0x0200 ? tree.nodes[node].unique : 0
        return UDFPieces.long(length, tree.nodes[node].entry, unique: unique)
    }
}
