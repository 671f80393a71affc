import Booting
import Bytes
public import Digests
public import DiscModel

/// What somebody expects of an image and wants to be told of where it is otherwise: that it starts in some way, holds a file system,
/// has a label, fits on a medium, is the very file, has some paths and lacks others, or is new enough. An image that is otherwise may
/// be sound all the same.
public struct Expectation: Sendable, Hashable {
    /// As it was written, such as "size<=DVD".
    public let text: String
    let subject: Subject

    enum Subject: Hashable {
        /// A firmware starts it, on a processor where one is named.
        case starts(BootCapability.Route, Architecture?)
        /// Whatever starts it from a disc starts it from a stick, and something does.
        case startsFromStick
        /// Machines with Secure Boot start it: those of the classes that are named, such as "2023".
        case startsSecurely([String])
        case holds(FileSystem)
        case label(pattern: String)
        case size(Comparison, bytes: UInt64)
        /// The whole file has this digest.
        case digest(Digest)
        /// Some tree of the image has such a path, or none has.
        case path(pattern: String, isWanted: Bool)
        /// The volume was created so many days ago at most.
        case age(days: Int)
    }

    enum FileSystem: String, CaseIterable {
        case iso9660, joliet, rockridge, udf, hfs, hfsplus, eltorito
    }

    enum Comparison: String, CaseIterable {
        case atMost = "<="
        case atLeast = ">="
        case less = "<"
        case more = ">"
        case equal = "="
    }

    /// The classes of machines with Secure Boot that it names.
    public var machineClasses: [String] {
        if case .startsSecurely(let classes) = subject { classes } else { [] }
    }

    /// The algorithm of the digest that the image should have.
    public var digestAlgorithm: DigestAlgorithm? {
        if case .digest(let digest) = subject { digest.algorithm } else { nil }
    }

    /// Whether it depends on the day on which it is asked.
    public var needsDay: Bool {
        if case .age = subject { true } else { false }
    }

    init(_ text: String, _ subject: Subject) {
        self.text = text
        self.subject = subject
    }

    // MARK: Sizes

    /// Sectors of the smaller of the media that share a name (ECMA-394, ECMA-279, ECMA-337, ECMA-364, BD-R white paper).
    private static let media: [String: UInt64] = [
        "cd": 333_000, "cd74": 333_000, "cd80": 360_000, "dvd": 2_295_104, "dvddl": 4_171_712,
        "dvd-dl": 4_171_712,
        "bd": 12_219_392, "bddl": 24_438_784, "bd-dl": 24_438_784,
    ]

    /// A size as people write it, in bytes: of a medium ("DVD"), or a number with a unit ("700M", "4.7" is none).
    public static func bytes(_ text: String) -> UInt64? {
        let word = text.lowercased()
        if let sectors = media[word] { return sectors * .sector }
        let units: [(String, UInt64)] = [
            ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000),
            ("k", 1 << 10),
            ("m", 1 << 20), ("g", 1 << 30), ("t", 1 << 40), ("", 1),
        ]
        guard let (unit, factor) = units.first(where: { word.hasSuffix($0.0) }),
            let number = UInt64(word.dropLast(unit.count))
        else { return nil }
        return number.times(factor)
    }
}

/// What is expected of the image, where somebody said so.
public struct ExpectationFacts: Facts {
    public let expectations: [Expectation]
    /// The day on which they are asked, for those that depend on it.
    public let day: Day?

    public init(_ expectations: [Expectation], on day: Day?) {
        self.expectations = expectations
        self.day = day
    }
}
