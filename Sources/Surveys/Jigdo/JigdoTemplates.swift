import Bytes
import Digests
public import DiscModel
public import Readers

/// Digests templates, to see that they are those of their jigdo files: they lie beside the image and go by in no pass over it.
public struct JigdoTemplates: LastReader {
    public static let needs: [any Facts.Type] = [JigdoFacts.self]
    public static let scope = Scope.content

    public init() {}

    public func read(_ context: DiscContext) -> JigdoTemplateFacts? {
        guard let downloads = context.disc.facts(JigdoFacts.self)?.downloads else { return nil }
        var others: [Int: (expected: Digest, actual: Digest)] = [:]
        var unread: Set<Int> = []
        for (index, download) in downloads.enumerated() {
            guard let source = download.source, let expected = download.templateDigests.first else {
                continue
            }
            guard let actual = digest(expected.algorithm, source, context) else {
                unread.insert(index)
                continue
            }
            if actual != expected { others[index] = (expected, actual) }
        }
        return JigdoTemplateFacts(others: others, unread: unread)
    }

    private func digest(_ algorithm: DigestAlgorithm, _ source: any ByteSource, _ context: DiscContext)
        -> Digest?
    {
        var (digest, at) = (RunningDigest(algorithm), 0 as UInt64)
        while at < source.size {
            guard context.goesOn(), let bytes = try? source.bytes(at: at, count: 1 << 20), !bytes.isEmpty
            else {
                return nil
            }
            digest.update(bytes[...])
            at += UInt64(bytes.count)
        }
        return digest.digest()
    }
}
