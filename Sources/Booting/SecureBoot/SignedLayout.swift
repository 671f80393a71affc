import Bytes

/// Which bytes of a program a signature speaks of (Microsoft, Windows Authenticode Portable Executable Signature Format; edk2,
/// HashPeImage): all but the check sum, the entry of the security directory and the table of signatures that it leads to.
struct SignedLayout: Sendable {
    /// The parts that are digested, in that order.
    let parts: [Range<Int>]
    /// The table of signatures; nil where the program says that it has none.
    let table: Range<Int>?

    /// Sections that are looked at; programs have some ten.
    private static let sectionLimit = 1_000

    enum Fault: Error, Hashable {
        /// More sections than anybody makes, or headers longer than those that are read.
        case unusual
        /// Headers or sections that lead out of the file, or are more than it has: no firmware takes that.
        case broken(String)
    }

    /// - Parameters:
    ///   - head: the first bytes of the program, which hold all headers.
    ///   - size: bytes of the program.
    init(_ head: Record, size: Int) throws(Fault) {
        let start = Int(head.u32le(0x3C))
        let optional = start.advanced(by: 24)
        let directories = optional + (head.u16le(optional) == 0x20B ? 112 : 96)
        let headers = Int(head.u32le(optional + 60))
        let hasDirectory = head.u32le(directories - 4) > 4
        let count = Int(head.u16le(start + 6))
        let sectionTable = optional + Int(head.u16le(start + 20))
        guard count <= Self.sectionLimit, sectionTable + 40 * count <= head.count,
            directories + 40 <= head.count
        else { throw .unusual }
        guard headers <= size, headers >= directories + 40 else {
            throw .broken("its headers are said to have \(headers) bytes")
        }
        let (offset, length) = (Int(head.u32le(directories + 32)), Int(head.u32le(directories + 36)))
        table = hasDirectory && length > 0 ? offset..<offset + length : nil
        guard table?.upperBound ?? 0 <= size else {
            throw .broken("its table of signatures ends at byte \(offset + length) of a file of \(size)")
        }
        let sections = try Self.sections(head, sectionTable, count, size: size)
        let used = sections.reduce(headers) { $0 + $1.count }
        guard used <= size else { throw .broken("its sections are more than the file") }
        let sum = optional + 64
        let first =
            hasDirectory
            ? [0..<sum, sum + 4..<directories + 32, directories + 40..<headers]
            : [0..<sum, sum + 4..<headers]
        let end = size - (table?.count ?? 0)
        guard end >= used else { throw .broken("its sections and signatures are more than the file") }
        parts = first + sections + (end > used ? [used..<end] : [])
    }

    /// The sections with bytes in the file, in the order in which these lie.
    private static func sections(
        _ head: Record, _ table: Int, _ count: Int, size: Int
    ) throws(Fault) -> [Range<Int>] {
        var sections: [Range<Int>] = []
        for number in 0..<count {
            let at = table + 40 * number
            let (length, offset) = (Int(head.u32le(at + 16)), Int(head.u32le(at + 20)))
            guard length > 0 else { continue }
            guard offset + length <= size else {
                throw .broken("its section \(number + 1) ends at byte \(offset + length) of \(size)")
            }
            sections.append(offset..<offset + length)
        }
        // Equal offsets keep their order.
        return sections.enumerated().sorted {
            ($0.element.lowerBound, $0.offset) < ($1.element.lowerBound, $1.offset)
        }.map(\.element)
    }
}
