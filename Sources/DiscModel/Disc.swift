/// Everything known about one image, or about a window in one: a frozen value without a file handle. Rules and reports
/// see nothing else. `DiscBuilder` makes it.
public struct Disc: Sendable {
    /// Bytes of the volume's data area; for a plain ISO the length of the file.
    public let size: UInt64
    /// The byte at which the file systems begin: 0, or the start of the last session that holds data.
    public let startOffset: UInt64
    /// What each reader learnt, in the order of the readers.
    public let facts: [any Facts]
    public let trees: [FileTree]
    public let gaps: [Gap]
    /// What was read in partitions, boot images and files, and the volumes beside the first.
    public let nested: [NestedVolume]
    /// Who owns which bytes, by the claims of all readers.
    public let map: DiscMap

    /// The facts of one kind of reader, if it found its subject.
    public func facts<F: Facts>(_ kind: F.Type) -> F? { facts.first(kind) }

    /// The same with what is known from elsewhere, such as what somebody accepts of it.
    public func adding(_ fact: any Facts) -> Disc {
        Disc(
            size: size, startOffset: startOffset, facts: facts + [fact], trees: trees, gaps: gaps,
            nested: nested,
            map: map)
    }

    public func tree(_ kind: TreeKind) -> FileTree? { trees.first { $0.kind == kind } }
}
