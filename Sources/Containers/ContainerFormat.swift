/// A file format that wraps a disc, as an identity: two images are of one format when these are equal, whatever their
/// versions are and whatever a report calls them.
public struct ContainerFormat: Sendable, Hashable {
    /// The name in the field's words, such as "Nero image (NRG)".
    public let name: String
    /// How names of its files end, in small letters and without the dot; first that of the file that is opened.
    public let extensions: [String]
    /// Versions that are told apart, as the field calls them.
    public let versions: [String]

    public init(_ name: String, extensions: [String] = [], versions: [String] = []) {
        self.name = name
        self.extensions = extensions
        self.versions = versions
    }

    /// The name with a version where there is one, such as "Nero image (NRG), version 2".
    public func name(version: String?) -> String { version.map { "\(name), version \($0)" } ?? name }
}
