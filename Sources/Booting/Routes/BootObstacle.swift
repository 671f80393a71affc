/// What keeps an image from being started, or one of the choices that its loader offers.
public struct BootObstacle: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The firmware is offered nothing.
        case nothing
        /// The firmware, or the program before it, does not find or does not take a program.
        case program
        /// The boot catalog counts too few sectors of the file system with the program, which a rule of El Torito tells.
        case count
        /// A loader does not find itself: what was patched into it is not true, which the rules of El Torito tell.
        case patch
        /// The loader does not find its configuration.
        case configuration
        /// A word or a bracket of the configuration that the loader stumbles over.
        case word
        /// What a loader seeks in vain and goes on without.
        case search
        /// A kernel, or what it is given, is not where it is sought.
        case file
        /// The kernel's first programs do not find the medium again.
        case root
    }

    public let kind: Kind
    /// The obstacle as a sentence without its end.
    public let words: String
    /// Where the configuration says so, such as "/isolinux/live.cfg, line 4".
    public let place: String?
    /// The first byte of what says so, or of the program.
    public let start: UInt64?
    /// Whether a part of the file lies behind the end of the image.
    public let isBeyond: Bool

    /// Whether nothing but zeros stands where the program should be: it was lost.
    public let isBlank: Bool

    init(
        _ kind: Kind, _ words: String, at place: String? = nil, start: UInt64? = nil, isBeyond: Bool = false,
        isBlank: Bool = false
    ) {
        self.isBeyond = isBeyond
        self.isBlank = isBlank
        self.kind = kind
        self.words = words
        self.place = place
        self.start = start
    }
}
