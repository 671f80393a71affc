import Digests

/// Digests of both sides over the bytes of the image. As long as both sides are the same they share one computation, so
/// that two equal images cost what one does; from the first difference on each side has a core of its own.
///
/// They are computed while the next bytes are read: what was added must stay as it is until `wait` returns.
struct PairedDigests {
    private let image: DigestLane
    /// From the first difference on; nil before it.
    private var readback: DigestLane?
    private var isReadbackWhole = true

    init(_ algorithms: [DigestAlgorithm]) { image = DigestLane(algorithms) }

    /// Takes in the next bytes of the image, and what stands there in the readback.
    ///
    /// - Parameters:
    ///   - count: bytes from the start of both buffers.
    ///   - readback: nil when not all of them could be read.
    mutating func add(_ image: SectorBuffer, bytes count: Int, readback other: SectorBuffer?, areSame: Bool) {
        if !areSame, readback == nil { readback = self.image.fork() }
        if other == nil { isReadbackWhole = false }
        Self.add(image, count, to: self.image)
        guard let readback, isReadbackWhole, let other else { return }
        Self.add(other, count, to: readback)
    }

    private static func add(_ buffer: SectorBuffer, _ count: Int, to lane: DigestLane) {
        lane.add { digest in buffer.read(0, buffer.capacity) { digest.update($0.extracting(0..<count)) } }
    }

    /// Returns when all that was added is digested.
    func wait() {
        image.wait()
        readback?.wait()
    }

    var ofImage: [Digest] { image.results }

    /// Nil when a part of the readback did not come in order.
    var ofReadback: [Digest]? { isReadbackWhole ? (readback ?? image).results : nil }
}
