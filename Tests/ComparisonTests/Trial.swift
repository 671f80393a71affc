import Bytes
import Comparison

/// One comparison of an image in memory with a fake disc.
struct Trial {
    var image: [UInt8]
    var policy = Comparer.Policy()
    var start: UInt64 = 0
    var known = SectorRuns()
    var environment = Comparer.Environment()

    init(image: [UInt8]) { self.image = image }

    func compare(with disc: any Readback) -> Comparison {
        Comparer(
            image: MemorySource(image), readback: disc, start: start, policy: policy,
            environment: environment,
            known: known
        ).run()
    }

    /// Sectors with content of their own, so that none is like another.
    static func image(sectors: Int, seed: UInt64 = 1, odd: Int = 0) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<sectors * 2048 + odd).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }
}

extension Comparison {
    /// The sectors in a state.
    func sectors(_ state: SectorState) -> [UInt64] {
        states.runs.filter { $0.state == state }.flatMap { Array($0.first..<$0.end) }
    }

    /// What is not plainly the same, as "first+count state".
    var remarks: [String] {
        states.runs.filter { $0.state != .same }.map { "\($0.first)+\($0.count) \($0.state.rawValue)" }
    }
}
