/// Running digests of one algorithm over streams that advance together. MD5 streams share a core, which costs little more
/// than one of them alone; the others run one after another.
public struct DigestBank: Sendable {
    public let algorithm: DigestAlgorithm
    private var md5: InterleavedMD5
    private var others: [RunningDigest]

    public init(_ algorithm: DigestAlgorithm, streams count: Int) {
        self.algorithm = algorithm
        md5 = InterleavedMD5(streams: algorithm == .md5 ? count : 0)
        others = algorithm == .md5 ? [] : Array(repeating: RunningDigest(algorithm), count: count)
    }

    /// Gives each stream the bytes that come next in it, in the order of the streams; a stream may get none.
    public mutating func update(_ slices: [ArraySlice<UInt8>]) {
        guard algorithm != .md5 else { return md5.update(slices) }
        for index in others.indices where index < slices.count && !slices[index].isEmpty {
            others[index].update(slices[index])
        }
    }

    /// The digest of what a stream got since it began; it may go on.
    public func digest(of stream: Int) -> Digest {
        algorithm == .md5 ? md5.digest(of: stream) : others[stream].digest()
    }

    /// Begins a stream anew.
    public mutating func restart(_ stream: Int) {
        if algorithm == .md5 { md5.restart(stream) } else { others[stream] = RunningDigest(algorithm) }
    }
}
