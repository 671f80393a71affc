/// Bytes of a file behind the end of what it packs.
public struct TrailingBytes: Sendable {
    /// Of the file in its folder.
    public let file: String
    /// What the file is in messages, such as "CSO".
    public let kind: String
    public let count: UInt64
}

extension ContainerFacts {
    /// What stands behind the end of the files that pack the content in blocks.
    public var trailing: [TrailingBytes] {
        var all = unpacked.map { TrailingBytes(file: $0.name, kind: $0.kind, count: $0.trailingBytes) }
        if let chd { all.append(TrailingBytes(file: fileName, kind: "CHD", count: chd.trailingBytes)) }
        if let ewf {
            all += ewf.segments.map { TrailingBytes(file: $0.name, kind: "E01", count: $0.trailingBytes) }
        }
        return all.filter { $0.count > 0 }
    }
}
