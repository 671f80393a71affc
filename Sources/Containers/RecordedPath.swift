/// A path as a descriptor records it, with the separators of any system.
public struct RecordedPath: Sendable, Hashable {
    private let components: [String]
    /// Whether it begins at the root of a file system or of a drive.
    public let isAbsolute: Bool

    public init(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init)
        let hasDrive = parts.first.map { $0.count == 2 && $0.last == ":" } ?? false
        isAbsolute = hasDrive || text.first == "/" || text.first == "\\"
        components = parts.filter { $0 != "." }
    }

    /// The name of the file itself.
    public var last: String { components.last ?? "" }
    /// Whether it does not stay in the folder of its descriptor.
    public var leadsOut: Bool { isAbsolute || components.contains("..") || components.isEmpty }
    /// With "/" between its components.
    public var relative: String { components.joined(separator: "/") }
    /// Names by which the file may be found: where the path leads, if that is inside the folder, then beside its descriptor.
    var names: [String] { leadsOut || relative == last ? [last] : [relative, last] }
}
