public import Specimens

/// An image in which nothing is wrong.
public struct SoundImage: Sendable, CustomStringConvertible {
    public let description: String
    private let make: @Sendable () -> Wrapped

    init(_ description: String, _ make: @escaping @Sendable () -> Wrapped) {
        self.description = description
        self.make = make
    }

    /// The file that is opened, and those beside it.
    public var files: Wrapped { make() }

    /// All in which faults are planted.
    public static let all: [SoundImage] = {
        var known: Set<String> = []
        return PlantedFault.all.map(\.base).filter { known.insert($0.description).inserted }
    }()
}
