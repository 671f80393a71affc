import DiscModel
import Rules
import Sectors

extension Excerpts {
    /// Pieces of an image that are kept, and places of one finding whose bytes are.
    private static let limit = 200
    private static let placeLimit = 4
    /// Reads that may fail before nothing more is tried: a drive can take a minute for each.
    private static let failureLimit = 3

    /// What stands at the first places of findings, the grave first.
    init(around findings: [Finding], in volume: Volume) {
        self.init()
        var failures = 0
        for place in findings.lazy.flatMap({ $0.places.prefix(Self.placeLimit) }) {
            guard let offset = place.offset, let length = place.length, length > 0 else { continue }
            let ranges = [(offset, length)] + place.recordings.map { ($0.offset, $0.length) }
            for (offset, length) in ranges where offset < volume.size && !has(offset, length) {
                guard count < Self.limit, failures < Self.failureLimit else { return }
                let window = Self.window(offset, length)
                do {
                    let bytes = try volume.bytes(at: window.lowerBound, count: window.count)
                    keep(bytes, from: window.lowerBound)
                } catch {
                    failures += 1
                }
            }
        }
    }
}
