/// Why an image could not be looked at, as a sentence part that follows the image's name.
public struct InspectionError: Error, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
