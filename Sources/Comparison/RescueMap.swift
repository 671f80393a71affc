import Bytes

/// A map of what a rescue program could read (GNU ddrescue, "Mapfile structure"): runs of bytes, each with a status.
public struct RescueMap: Sendable, Equatable {
    public enum Status: Character, Sendable, CaseIterable {
        case notTried = "?"
        case notTrimmed = "*"
        case notScraped = "/"
        case bad = "-"
        case finished = "+"
    }

    public struct Block: Sendable, Equatable {
        public let offset: UInt64
        public let size: UInt64
        public let status: Status
        public var end: UInt64 { offset.addingReportingOverflow(size).partialValue }

        public init(offset: UInt64, size: UInt64, status: Status) {
            self.offset = offset
            self.size = size
            self.status = status
        }
    }

    /// In ascending order, without overlap.
    public private(set) var blocks: [Block] = []

    public init(_ blocks: [Block]) { self.blocks = blocks }

    /// Why a text is no map.
    public struct Malformed: Error, CustomStringConvertible {
        public let line: Int
        public let description: String
    }

    /// Lines accepted; a map of a whole Blu-ray with a bad sector in every ECC block has fewer.
    private static let lineLimit = 4_000_000

    /// Reads a map as ddrescue writes it: comments, one status line, then one line for each block.
    public init(parsing text: String) throws(Malformed) {
        var sawStatus = false
        var reached: UInt64 = 0
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let number = index + 1
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            if words.isEmpty { continue }
            guard number <= Self.lineLimit else {
                throw Malformed(line: number, description: "too many lines")
            }
            if !sawStatus {
                // Position, status, and since version 1.22 the number of the pass.
                guard (2...3).contains(words.count), Self.number(words[0]) != nil, words[1].count == 1 else {
                    throw Malformed(line: number, description: "no status line of a rescue map")
                }
                sawStatus = true
                continue
            }
            guard words.count == 3, let offset = Self.number(words[0]), let size = Self.number(words[1]),
                let status = words[2].first.flatMap(Status.init), words[2].count == 1, size > 0
            else { throw Malformed(line: number, description: "no block of a rescue map") }
            guard offset >= reached, !offset.addingReportingOverflow(size).overflow else {
                throw Malformed(line: number, description: "blocks overlap or are out of order")
            }
            blocks.append(Block(offset: offset, size: size, status: status))
            reached = offset + size
        }
        guard sawStatus else { throw Malformed(line: 1, description: "no status line of a rescue map") }
    }

    /// Hexadecimal with 0x, octal with a leading zero, or decimal, as ddrescue reads them.
    private static func number(_ word: Substring) -> UInt64? {
        if word.hasPrefix("0x") || word.hasPrefix("0X") { return UInt64(word.dropFirst(2), radix: 16) }
        if word.hasPrefix("0"), word.count > 1 { return UInt64(word.dropFirst(), radix: 8) }
        return UInt64(word)
    }

    /// The map as ddrescue writes and reads it.
    public var text: String {
        let isFinished = blocks.allSatisfy { $0.status == .finished || $0.status == .bad }
        let status = "0x00000000     \(isFinished ? "+" : "?")               1\n"
        return "# current_pos  current_status  current_pass\n" + status + "#      pos        size  status\n"
            + blocks.map { "\(Self.hex($0.offset))  \(Self.hex($0.size))  \($0.status.rawValue)\n" }.joined()
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }

    /// The status at a byte, and up to where it holds; what no block covers was not tried.
    func status(at offset: UInt64) -> (status: Status, end: UInt64) {
        let index = blocks.partitioningIndex { $0.end > offset }
        guard index < blocks.count else { return (.notTried, .max) }
        let block = blocks[index]
        return block.offset <= offset ? (block.status, block.end) : (.notTried, block.offset)
    }

    /// First byte behind the last block.
    public var size: UInt64 { blocks.last?.end ?? 0 }
}
