import Checksums
import Digests
import DiscModel
import Surveys

/// Two lines of a list each of which gives the checksum of the other's file.
struct ExchangedSums {
    struct Pair {
        let first: ChecksumStatement
        let second: ChecksumStatement
    }

    private(set) var pairs: [Pair] = []
    /// The lines of both, as places name them.
    private(set) var lines: Set<String> = []

    init(in list: PayloadList, of disc: Disc) {
        var found: [(statement: ChecksumStatement, digest: String)] = []
        for statement in list.statements {
            guard case .mismatch(let digest) = disc.checksum(statement).state else { continue }
            found.append((statement, digest.hex))
        }
        guard found.count > 1 else { return }
        let byExpected = Dictionary(
            found.indices.map { (found[$0].statement.expected.hex, $0) },
            uniquingKeysWith: { first, _ in first })
        for index in found.indices {
            guard let other = byExpected[found[index].digest], other > index,
                found[other].digest == found[index].statement.expected.hex,
                let line = found[index].statement.recorded.field,
                let next = found[other].statement.recorded.field
            else { continue }
            pairs.append(Pair(first: found[index].statement, second: found[other].statement))
            lines.formUnion([line, next])
        }
    }

    func contains(_ statement: ChecksumStatement) -> Bool {
        statement.recorded.field.map(lines.contains) ?? false
    }
}
