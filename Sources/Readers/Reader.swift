public import Bytes
public import DiscModel
public import Sectors

/// Something that learns facts. Which stage of an inspection it belongs to is told by the protocol that it adopts:
/// `WindowReader` (structure), `PassReader` (content, in the one pass) or `LastReader` (after the pass). It never judges and
/// never throws on content: what it could not see becomes a gap. What a person asked for is given to it when it is made.
public protocol Reader: Sendable {
    associatedtype Found: Facts

    /// Facts of readers that must have been asked before it. They may have found nothing.
    static var needs: [any Facts.Type] { get }
    /// What must be looked at for it to be asked.
    static var scope: Scope { get }
}

extension Reader {
    public static var needs: [any Facts.Type] { [] }
    public static var scope: Scope { .structure }

    /// The kind of facts it gives.
    public static var gives: any Facts.Type { Found.self }
}

/// Reads structure, by small reads, from a window. What its facts name as `windows` is read again by all window readers.
public protocol WindowReader: Reader {
    associatedtype Found

    /// The windows it looks at.
    static var roles: Set<InnerWindow.Role> { get }

    /// What it learns; nil when the window carries no such structure.
    func read(_ context: WindowContext) -> Found?
}

extension WindowReader {
    public static var roles: Set<InnerWindow.Role> { Set(InnerWindow.Role.allCases) }
}

/// What a reader of structure has before it.
public struct WindowContext: Sendable {
    public let window: Window
    /// What was learnt about the window so far.
    public let known: DiscBuilder
    public let limits: Limits

    public init(_ window: Window, known: DiscBuilder, limits: Limits) {
        self.window = window
        self.known = known
        self.limits = limits
    }
}

/// Measures bytes as they go by in the one pass.
public protocol PassReader: Reader {
    associatedtype Found

    /// What is to be fed; none when there is nothing to measure.
    func surveys(_ context: DiscContext) -> [any Survey]

    /// What the surveys measured, as one.
    func found(_ measured: [any Facts], _ context: DiscContext) -> Found?

    /// Whether what an earlier pass over the same bytes has shown answers all that it would ask of them now.
    func accepts(_ earlier: Found, _ context: DiscContext) -> Bool
}

extension PassReader {
    public func accepts(_: Found, _: DiscContext) -> Bool { true }

    public func found(_ measured: [any Facts], _: DiscContext) -> Found? { measured.first as? Found }
}

/// Concludes from what the pass has shown.
public protocol LastReader: Reader {
    associatedtype Found

    func read(_ context: DiscContext) -> Found?
}

/// What readers of content, and those after the pass, have before them.
public struct DiscContext: Sendable {
    /// What is known by now, with the map of all claims so far.
    public let disc: Disc
    public let volume: Volume
    public let scope: Scope
    public let limits: Limits
    /// Whether the pass came to its end.
    public let isComplete: Bool
    /// Asked in longer work; false when a person wants it to end.
    public let goesOn: @Sendable () -> Bool
    /// Reads the structure of a window, within limits; nil where no reader knows it.
    public let structure: @Sendable (Window, Limits) -> Disc?

    public init(
        disc: Disc, volume: Volume, scope: Scope, limits: Limits, isComplete: Bool,
        goesOn: @escaping @Sendable () -> Bool, structure: @escaping @Sendable (Window, Limits) -> Disc?
    ) {
        self.disc = disc
        self.volume = volume
        self.scope = scope
        self.limits = limits
        self.isComplete = isComplete
        self.goesOn = goesOn
        self.structure = structure
    }
}
