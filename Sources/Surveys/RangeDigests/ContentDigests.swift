public import Checksums
public import Digests
public import DiscModel
public import Readers

/// Computes all digests that anybody wants: of the image, of what checksums were recorded for, of every file.
public struct ContentDigests: PassReader {
    public static let needs: [any Facts.Type] = [ImageDigests.self]

    /// Algorithms of the digests of every file.
    private let ofFiles: Set<DigestAlgorithm>

    public init(ofFiles: Set<DigestAlgorithm>) { self.ofFiles = ofFiles }

    public func surveys(_ context: DiscContext) -> [any Survey] {
        let requests = requests(context)
        let stored = context.disc.facts(StoredDigests.self)?.surveys(for: requests, context.volume) ?? []
        return RangeDigests.surveys(
            for: requests.filter { $0.feed != .payload }, size: context.disc.size) + stored
    }

    public func accepts(_ earlier: DigestFacts, _ context: DiscContext) -> Bool {
        requests(context).allSatisfy { earlier[$0] != nil }
    }

    private func requests(_ context: DiscContext) -> Set<DigestRequest> {
        let disc = context.disc
        var requests = Set(DigestRequest.files(of: disc, ofFiles))
        if context.scope.contains(.content) {
            requests.formUnion(disc.facts(ImageDigests.self)?.requests ?? [])
            requests.formUnion(disc.checksumStatements.map(\.request))
            requests.formUnion(disc.facts(DATFacts.self)?.requests ?? [])
        }
        return requests
    }

    /// What the pass could not digest because of the order of the bytes is read again.
    public func found(_ measured: [any Facts], _ context: DiscContext) -> DigestFacts? {
        var digests = DigestFacts()
        for case let some as DigestFacts in measured { digests.merge(some) }
        if context.isComplete {
            var reading = SecondReading(context.volume, goesOn: context.goesOn)
            reading.answer(&digests)
        }
        return digests
    }
}
