import Bytes
public import DiscModel
import FileSystems

/// A volume that begins behind the image: the readback goes on with a further session.
public struct FurtherSession: Sendable, Hashable {
    /// Its first sector, counted from the image's first; its descriptors stand 16 sectors later.
    public let start: UInt64
    /// Its files, those of older sessions that it names included; nil where nobody looked into it.
    public let files: Int?
}

extension Comparison {
    /// The same, with the sessions behind the image as a look at the whole readback has them: what has no root directory
    /// is none.
    public func naming(sessionsOf readback: Disc) -> Comparison {
        var named = self
        let volumes = readback.facts(FurtherVolumesFacts.self)?.volumes ?? []
        named.sessions = sessions.compactMap { session in
            let first = Int64(clamping: session.start.adding(start))
            guard let volume = volumes.first(where: { $0.start.number == first }),
                let contents = volume.contents
            else { return nil }
            let files = FileList(of: contents).entries.count { $0.kind == .file }
            return FurtherSession(start: session.start, files: files)
        }
        return named
    }
}
