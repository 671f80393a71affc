/// A name as a mastering program writes it into a primary tree of interchange level 1 or 2 (ECMA-119, 7.5, 10.1): in small
/// letters here, without its version.
struct MappedName {
    private let base: [UInt8]
    private let ending: [UInt8]

    private static let dot = UInt8(ascii: ".")

    /// - Parameter recorded: in small letters, without its version.
    init(recorded: [UInt8]) {
        let parts = recorded.split(separator: Self.dot, maxSplits: 1, omittingEmptySubsequences: false)
        base = Array(parts[0])
        ending = parts.count > 1 ? Array(parts[1]) : []
    }

    /// - Parameter listed: as a list of checksums has it.
    init(listed: ArraySlice<UInt8>, isDirectory: Bool) {
        let last = isDirectory ? nil : listed.lastIndex(of: Self.dot)
        // A dot in front begins no ending.
        let split = last.flatMap { $0 == listed.startIndex ? nil : $0 }
        base = listed[..<(split ?? listed.endIndex)].map(Self.mapped)
        ending = split.map { listed[($0 + 1)...].map(Self.mapped) } ?? []
    }

    private static func mapped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case 0x30...0x39, 0x61...0x7A: byte
        default: UInt8(ascii: "_")
        }
    }

    /// Whether this name, cut to 8 and 3 letters or more, is the other.
    func becomes(_ recorded: MappedName) -> Bool {
        Self.isCut(recorded.base, of: base, at: 8) && Self.isCut(recorded.ending, of: ending, at: 3)
    }

    private static func isCut(_ short: [UInt8], of long: [UInt8], at least: Int) -> Bool {
        short == long || short.count >= least && long.starts(with: short)
    }

    /// Whether the other could be this name, or its neighbour that was numbered because both were cut to the same.
    func resembles(_ recorded: MappedName) -> Bool {
        if base.count <= 8, ending.count <= 3 { return becomes(recorded) }
        return base.prefix(5) == recorded.base.prefix(5) && ending.prefix(3) == recorded.ending.prefix(3)
    }
}
