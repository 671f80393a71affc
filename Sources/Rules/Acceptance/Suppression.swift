public import DiscModel
import Glibc

/// What somebody knows and accepts: findings of a rule, at some places of some images, for a reason that stays in every report.
public struct Suppression: Sendable, Hashable {
    /// The rule, or what a policy calls one.
    public let rule: String
    /// Globs of images, as named on the command line or without their folders; none for every image.
    public var images: [String] = []
    /// A glob of paths in the image.
    public var path: String?
    public var tree: TreeKind?
    /// A glob of what the place is called, such as `pvd/*`.
    public var field: String?
    public let reason: String
    /// The last day on which it holds.
    public var expires: Day?
    /// Where it is written, such as ".isocheck.yaml:12:5".
    public let origin: String

    public init(rule: String, reason: String, origin: String) {
        self.rule = rule
        self.reason = reason
        self.origin = origin
    }

    /// Whether it speaks of an image.
    public func covers(image: String) -> Bool {
        images.isEmpty || images.contains { Glob.matches($0, image) }
    }

    /// Whether it speaks of everything that a rule finds, wherever that lies.
    var isWide: Bool { path == nil && field == nil && tree == nil }

    func covers(_ place: Place?, in tree: TreeKind?) -> Bool {
        if let wanted = self.tree, wanted != place?.tree ?? tree { return false }
        if let path, !(place?.path.map { Glob.matches(path, $0.text) } ?? false) { return false }
        if let field, !(place?.field.map { Glob.matches(field, $0) } ?? false) { return false }
        return true
    }

    func isInForce(on today: Day) -> Bool { expires.map { today <= $0 } ?? true }
}

/// Patterns of the shell: *, ? and [...]; * stands for slashes as well.
public enum Glob {
    /// Whether a pattern is that of a name, or of its last part where the pattern has no folder.
    public static func matches(_ pattern: String, _ name: String) -> Bool {
        if unsafe fnmatch(pattern, name, 0) == 0 { return true }
        guard !pattern.contains("/"), let last = name.split(separator: "/").last else { return false }
        return unsafe fnmatch(pattern, String(last), 0) == 0
    }
}
