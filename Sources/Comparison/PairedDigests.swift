import Digests

/// Digests of both sides over the bytes of the image. As long as both sides are the same they share one computation, so
/// that two equal images cost what one does.
struct PairedDigests {
    private var image: [RunningDigest]
    /// From the first difference on; nil before it.
    private var readback: [RunningDigest]?
    private var isReadbackWhole = true

    init(_ algorithms: [DigestAlgorithm]) { image = algorithms.map(RunningDigest.init) }

    /// Takes in the next bytes of the image, and what stands there in the readback.
    ///
    /// - Parameters:
    ///   - count: bytes from the start of both buffers.
    ///   - readback: nil when not all of them could be read.
    mutating func add(_ image: SectorBuffer, bytes count: Int, readback other: SectorBuffer?, areSame: Bool) {
        if !areSame, readback == nil { readback = self.image }
        if other == nil { isReadbackWhole = false }
        Self.update(&self.image, image, count)
        guard readback != nil, isReadbackWhole, let other else { return }
        Self.update(&readback!, other, count)
    }

    private static func update(_ digests: inout [RunningDigest], _ buffer: SectorBuffer, _ count: Int) {
        for index in digests.indices {
            buffer.read(0, buffer.capacity) { digests[index].update($0.extracting(0..<count)) }
        }
    }

    var ofImage: [Digest] { image.map { $0.digest() } }

    /// Nil when a part of the readback did not come in order.
    var ofReadback: [Digest]? { isReadbackWhole ? (readback ?? image).map { $0.digest() } : nil }
}
