public import ArgumentParser
import Digests
public import DiscModel
import Reporting
public import Rules

/// Algorithms separated by commas.
struct DigestChoice: ExpressibleByArgument {
    let algorithms: Set<DigestAlgorithm>

    init(_ algorithms: Set<DigestAlgorithm>) { self.algorithms = algorithms }

    init?(argument: String) {
        var chosen: Set<DigestAlgorithm> = []
        for name in argument.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            guard let algorithm = DigestAlgorithm(rawValue: name.filter { $0 != "-" }) else { return nil }
            chosen.insert(algorithm)
        }
        algorithms = chosen
    }

    /// With what some reports name an image by.
    func algorithms(for outputs: [Output]) -> Set<DigestAlgorithm> {
        outputs.contains { $0.format.namesByDigest } ? algorithms.union([.sha256]) : algorithms
    }

    var defaultValueDescription: String { algorithms.map(\.rawValue).sorted().joined(separator: ",") }

    static var defaultCompletionKind: CompletionKind { .list(DigestAlgorithm.allCases.map(\.rawValue)) }

    static let names = DigestAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
}

extension ProgressMode: ExpressibleByArgument {}
extension Threshold: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension Profile: ExpressibleByArgument {}
extension TreeKind: ExpressibleByArgument {}
