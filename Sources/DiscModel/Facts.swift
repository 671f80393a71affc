/// What one reader learnt about an image: raw fields as recorded, never repaired, never judged.
public protocol Facts: Sendable {
    /// What the reader reads, such as "ISO 9660".
    static var subject: String { get }
    /// The structures it understood; the files of its trees are claimed through the trees.
    var claims: [Claim] { get }
    /// Where it looked and could not see.
    var gaps: [Gap] { get }
    /// The trees of files it found.
    var trees: [FileTree] { get }
    /// Bytes in which another structure may lie, for the readers to look at.
    var windows: [InnerWindow] { get }
    /// Volumes that were read on the way.
    var nested: [NestedVolume] { get }
}

extension Facts {
    public var trees: [FileTree] { [] }
    public var gaps: [Gap] { [] }
    public var claims: [Claim] { [] }
    public var windows: [InnerWindow] { [] }
    public var nested: [NestedVolume] { [] }
}
