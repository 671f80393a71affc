import Booting
import Bytes
public import DiscModel

/// What somebody expects of an image and wants to be told of where it is otherwise: that it starts in some way, holds a file system,
/// has a label, or fits on a medium. An image that lacks it may be sound all the same.
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

    /// Words for what can be expected.
    public static let help =
        "bios, uefi, uefi-ia32, uefi-aa64 ... (from a disc), usb (from a stick as well), secureboot:2023, \(FileSystem.allCases.map(\.rawValue).joined(separator: ", ")), volid=GLOB, size<=DVD"

    /// Reads one expectation; nil for what is none.
    public init?(_ text: String) {
        guard let subject = Self.subject(text) else { return nil }
        self.text = text
        self.subject = subject
    }

    /// The classes of machines with Secure Boot that it names.
    public var machineClasses: [String] {
        if case .startsSecurely(let classes) = subject { classes } else { [] }
    }

    private static func subject(_ text: String) -> Subject? {
        if text.hasPrefix("volid="), text.count > 6 { return .label(pattern: String(text.dropFirst(6))) }
        if text.hasPrefix("size") { return size(text.dropFirst(4)) }
        let word = text.lowercased()
        if word == "usb" { return .startsFromStick }
        if word == "secureboot" { return .startsSecurely(["2011", "2011-2023", "2023"]) }
        if word.hasPrefix("secureboot:"), word.count > 11 {
            return .startsSecurely([String(word.dropFirst(11))])
        }
        if let system = FileSystem(rawValue: word) { return .holds(system) }
        let routes: [String: BootCapability.Route] = ["bios": .biosOptical, "uefi": .uefiOptical]
        if let route = routes[word] ?? BootCapability.Route(rawValue: word) { return .starts(route, nil) }
        // "uefi-ia32" and "uefi-usb-ia32".
        guard let dash = word.lastIndex(of: "-"),
            let architecture = Architecture(rawValue: String(word[word.index(after: dash)...]))
        else { return nil }
        let rest = String(word[..<dash])
        guard let route = routes[rest] ?? BootCapability.Route(rawValue: rest), route.isUEFI else {
            return nil
        }
        return .starts(route, architecture)
    }

    // MARK: Sizes

    /// Sectors of the smaller of the media that share a name (ECMA-394, ECMA-279, ECMA-337, ECMA-364, BD-R white paper).
    private static let media: [String: UInt64] = [
        "cd": 333_000, "cd74": 333_000, "cd80": 360_000, "dvd": 2_295_104, "dvddl": 4_171_712,
        "dvd-dl": 4_171_712,
        "bd": 12_219_392, "bddl": 24_438_784, "bd-dl": 24_438_784,
    ]

    private static func size(_ rest: Substring) -> Subject? {
        guard let comparison = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
            return nil
        }
        let word = rest.dropFirst(comparison.rawValue.count).lowercased()
        if let sectors = media[word] { return .size(comparison, bytes: sectors * .sector) }
        let units: [(String, UInt64)] = [
            ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000),
            ("k", 1 << 10),
            ("m", 1 << 20), ("g", 1 << 30), ("t", 1 << 40), ("", 1),
        ]
        guard let (unit, factor) = units.first(where: { word.hasSuffix($0.0) }),
            let number = UInt64(word.dropLast(unit.count))
        else { return nil }
        return .size(comparison, bytes: number.times(factor))
    }
}

/// What is expected of the image, where somebody said so.
public struct ExpectationFacts: Facts {
    public let expectations: [Expectation]

    public init(_ expectations: [Expectation]) { self.expectations = expectations }
}
