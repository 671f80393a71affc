import Bytes
public import Checksums
import Digests
public import DiscModel
import FileSystems
public import Readers

/// Reads the sum that isomd5sum implants (implantisomd5; Red Hat, Fedora, CentOS, SME Server).
public struct IsoMD5Sum: WindowReader {
    public static let needs: [any Facts.Type] = [ISO9660Facts.self]
    public static let roles: Set<InnerWindow.Role> = [.disc]

    public init() {}

    public func read(_ context: WindowContext) -> IsoMD5SumFacts? {
        ApplicationUse(of: context.known).flatMap { IsoMD5SumFacts($0, size: context.window.size) }
    }
}

/// The sum as implanted: `ISO MD5SUM = …;SKIPSECTORS = 15;RHLISOSTATUS=0;FRAGMENT SUMS = …;FRAGMENT COUNT = 20;` and a
/// warning to people. Releases before 2005 have no fragments.
public struct IsoMD5SumFacts: ChecksumFacts {
    /// A key and what stands between it and the next semicolon; spaces are part of the key, as checkisomd5 wants them.
    public enum Key: String, Sendable, CaseIterable {
        case sum = "ISO MD5SUM = "
        case skip = "SKIPSECTORS = "
        case status = "RHLISOSTATUS="
        case fragments = "FRAGMENT SUMS = "
        case count = "FRAGMENT COUNT = "
    }

    /// A part of the sums of all fragments.
    public struct Fragment: Sendable, Hashable {
        /// First digits of the running MD5 at the end of the fragment.
        public let digits: String
        /// The bytes that the running MD5 takes in since the fragment before.
        public let bytes: Range<UInt64>
    }

    public let area: ApplicationUse
    public let values: [Key: String]
    /// What keeps the sum or a part of it from being used, as clauses about the tag.
    public let problems: [String]
    /// Empty where none are recorded, or they cannot be used.
    public let fragments: [Fragment]
    public let statements: [ChecksumStatement]

    public var request: DigestRequest? { statements.first?.request }
    /// Whether some fragments have no digits because they are shorter than what the tool reads at once; then checkisomd5
    /// compares the others at the wrong place.
    public var skipsFragments: Bool {
        !fragments.isEmpty && fragments.count < values[.count].flatMap { Int($0) } ?? 0
    }

    private static let buffer: UInt64 = 32 << 10
    private static let warning = "THIS IS NOT THE SAME AS RUNNING MD5SUM"

    init?(_ area: ApplicationUse, size: UInt64) {
        let text = area.text
        var values: [Key: String] = [:]
        for key in Key.allCases {
            guard let found = text.firstRange(of: key.rawValue) else { continue }
            values[key] = String(text[found.upperBound...].prefix { $0 != ";" })
        }
        let cores = Key.allCases.map { $0.rawValue.filter { $0 != " " && $0 != "=" } }
        let squeezed = text.uppercased().filter { $0 != " " }
        let traces = cores.count(where: squeezed.contains) + (text.contains(Self.warning) ? 1 : 0)
        guard traces > 0 else { return nil }
        self.area = area
        self.values = values
        var reading = Reading(values)
        let total = reading.total(area.declaredBig)
        let fragments = reading.fragments(of: total)
        self.fragments = fragments
        problems = reading.problems
        if let sum = reading.sum, let total {
            let fills = [area.blank]
            let request = DigestRequest(
                .md5, of: [0..<total], fills: fills, marks: fragments.map(\.bytes.upperBound))
            statements = [
                ChecksumStatement(
                    .isomd5sum, of: .image, expected: sum, request: request,
                    recorded: area.place("applicationUse"))
            ]
        } else {
            statements = []
        }
    }

    /// The values as they can be used.
    private struct Reading {
        let values: [Key: String]
        var problems: [String] = []
        let sum: Digest?

        init(_ values: [Key: String]) {
            self.values = values
            sum = values[.sum].flatMap { Digest(.md5, hex: $0) }
            if let text = values[.sum] {
                if sum != nil, text != text.lowercased() {
                    problems.append("the sum has capital letters, with which checkisomd5 fails it")
                }
                if sum == nil { problems.append("\"\(text.prefix(40))\" is no MD5 sum") }
            } else {
                problems.append("there is no \"ISO MD5SUM = \"")
            }
        }

        /// Bytes that the sum is of; the tool takes the big-endian half of the volume size.
        mutating func total(_ declared: UInt64) -> UInt64? {
            guard let text = values[.skip] else {
                problems.append("there is no \"SKIPSECTORS = \", so it cannot be told what was summed")
                return nil
            }
            guard let skip = UInt32(text) else {
                problems.append("SKIPSECTORS is \"\(text.prefix(20))\"")
                return nil
            }
            let skipped = UInt64(skip) * .sector
            guard skipped < declared else {
                problems.append(
                    "it leaves out \(skip) sectors at the end of a volume of \(declared / .sector)")
                return nil
            }
            return declared - skipped
        }

        /// The tool reads 32 KiB at a time, and notes digits behind the first read that begins in another fragment than
        /// the one before. Where fragments are shorter than that, it leaves some out and strings the others together.
        mutating func fragments(of total: UInt64?) -> [Fragment] {
            guard let digits = values[.fragments] else {
                if values[.count] != nil { problems.append("fragments are counted but not recorded") }
                return []
            }
            guard let count = values[.count].flatMap({ UInt64($0) }), (1...60).contains(count) else {
                problems.append("the number of fragments is \"\(values[.count]?.prefix(20) ?? "missing")\"")
                return []
            }
            guard let total else { return [] }
            let each = Int(60 / count)
            let length = total / (count + 1)
            guard length > 0 else { return [] }
            let marks = IsoMD5SumFacts.marks(total: total, fragment: length, limit: count)
            let wanted = marks.count * each
            guard digits.count == wanted, digits.allSatisfy(\.isHexDigit) else {
                problems.append("the fragments have \"\(digits.prefix(60))\" instead of \(wanted) digits")
                return []
            }
            return marks.indices.map { index in
                let start = digits.index(digits.startIndex, offsetBy: index * each)
                let end = digits.index(start, offsetBy: each)
                return Fragment(
                    digits: String(digits[start..<end]),
                    bytes: (index == 0 ? 0 : marks[index - 1])..<marks[index])
            }
        }
    }

    /// Where the tool takes the digits of each fragment: behind the first read that begins in it.
    private static func marks(total: UInt64, fragment: UInt64, limit: UInt64) -> [UInt64] {
        var marks: [UInt64] = []
        var number: UInt64 = 1
        while number <= limit {
            let read = (number * fragment).roundedUp(to: buffer)
            guard read < total else { break }
            marks.append(min(total, read + buffer))
            number = read / fragment + 1
        }
        return marks
    }

    /// The first digits of a digest as the tool writes them: of each byte the first character of its hexadecimal number,
    /// which has no leading zero.
    static func digits(_ digest: Digest, _ count: Int) -> String {
        digest.bytes.prefix(count).map { String(String($0, radix: 16).prefix(1)) }.joined()
    }
}

extension IsoMD5SumFacts {
    /// What the sums of the fragments say once the bytes were read.
    public struct FragmentCheck: Sendable, Hashable {
        /// Those whose digits were compared, and how many of them hold before the first that does not.
        public let compared, sound: Int
        /// The first that does not hold.
        public let broken: Fragment?
    }

    /// nil where there are no fragments or none was reached.
    public func check(_ outcome: DigestOutcome?) -> FragmentCheck? {
        guard let outcome, !outcome.marks.isEmpty, !fragments.isEmpty else { return nil }
        let pairs = Array(zip(fragments, outcome.marks))
        let sound = pairs.prefix { Self.digits($1, $0.digits.count) == $0.digits }.count
        return FragmentCheck(
            compared: pairs.count, sound: sound, broken: sound < pairs.count ? pairs[sound].0 : nil)
    }
}
