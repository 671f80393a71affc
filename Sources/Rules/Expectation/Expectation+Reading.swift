import Booting
import Bytes
import Digests

/// Why a word is no expectation, as a sentence about it that begins with the word.
public struct ExpectationProblem: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ word: String, _ why: String) { description = "\"\(word)\" \(why)" }
}

extension Expectation {
    /// Words for what can be expected.
    public static let help =
        "bios, uefi, uefi-ia32, uefi-aa64 ... (from a disc), usb (from a stick as well), secureboot:2023, \(FileSystem.allCases.map(\.rawValue).joined(separator: ", ")), volid=GLOB, size<=DVD, sha256:HEX (or another digest), path:/GLOB, no-path:/GLOB, max-age:90d"

    /// Reads one expectation.
    public init(_ text: String) throws(ExpectationProblem) {
        guard let subject = try Self.valued(text) ?? Self.word(text.lowercased()) else {
            throw ExpectationProblem(text, "is no expectation; \(Self.instead(of: text))")
        }
        self.init(text, subject)
    }

    /// What stands before a value, and how the whole is written.
    private static let heads: [String: String] =
        [
            "volid": "volid=GLOB", "size": "size<=DVD", "secureboot": "secureboot:2023",
            "path": "path:/GLOB", "no-path": "no-path:/GLOB", "max-age": "max-age:90d",
        ].merging(DigestAlgorithm.allCases.map { ($0.rawValue, "\($0.rawValue):HEX") }) { $1 }

    /// What somebody may have meant.
    private static func instead(of text: String) -> String {
        let head = text.lowercased().prefix { !":=<>".contains($0) }
        let words =
            ["bios", "uefi", "usb"] + FileSystem.allCases.map(\.rawValue)
            + BootCapability.Route.allCases.map(\.rawValue)
            + Architecture.allCases.map { "uefi-\($0.rawValue)" }
        let candidates = head.count < text.count ? Array(heads.keys) : words + heads.keys
        // In order, so that of two that are as near the same one is named each time.
        guard let near = Slips.nearest(to: String(head), among: candidates.sorted()) else {
            return "there are \(help)"
        }
        return "did you mean \(heads[near] ?? near)?"
    }

    // MARK: With a value

    private static func valued(_ text: String) throws(ExpectationProblem) -> Subject? {
        guard let mark = text.firstIndex(where: { ":=<>".contains($0) }) else { return nil }
        let head = text[..<mark].lowercased()
        let value = String(text[text.index(after: mark)...])
        switch (head, text[mark]) {
        case ("volid", "=") where !value.isEmpty: return .label(pattern: value)
        case ("secureboot", ":") where !value.isEmpty: return .startsSecurely([value.lowercased()])
        case ("size", "<"), ("size", ">"), ("size", "="): return try size(text, text[mark...])
        case ("path", ":"): return .path(pattern: try path(text, value), isWanted: true)
        case ("no-path", ":"): return .path(pattern: try path(text, value), isWanted: false)
        case ("max-age", ":"): return .age(days: try days(text, value))
        case (_, ":"):
            guard let algorithm = DigestAlgorithm(rawValue: head.filter { $0 != "-" }) else { return nil }
            guard let digest = Digest(algorithm, hex: value) else {
                throw ExpectationProblem(
                    text, "is no \(algorithm.title): that has \(algorithm.hexLength) hexadecimal digits")
            }
            return .digest(digest)
        default: return nil
        }
    }

    private static func size(_ text: String, _ rest: Substring) throws(ExpectationProblem) -> Subject {
        let comparison = Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
        guard let comparison, let bytes = bytes(String(rest.dropFirst(comparison.rawValue.count))) else {
            throw ExpectationProblem(
                text, "is no size; there are 700000000, 700MB, 4G, CD, DVD, DVDDL, BD, BDDL")
        }
        return .size(comparison, bytes: bytes)
    }

    /// A pattern without a slash at its end, which a folder may be written with.
    private static func path(_ text: String, _ value: String) throws(ExpectationProblem) -> String {
        guard value.hasPrefix("/"), value.contains(where: { $0 != "/" }) else {
            throw ExpectationProblem(
                text, "is no path of an image: such a one begins with / and names something")
        }
        return String(value.reversed().drop { $0 == "/" }.reversed())
    }

    private static func days(_ text: String, _ value: String) throws(ExpectationProblem) -> Int {
        let units: [Character: Int] = ["d": 1, "w": 7]
        guard let unit = value.last.flatMap({ units[Character($0.lowercased())] }),
            let number = UInt16(value.dropLast())
        else { throw ExpectationProblem(text, "is no age; there are days and weeks, such as 90d and 12w") }
        return Int(number) * unit
    }

    // MARK: Words

    private static func word(_ word: String) -> Subject? {
        if word == "usb" { return .startsFromStick }
        if word == "secureboot" { return .startsSecurely(["2011", "2011-2023", "2023"]) }
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
}
