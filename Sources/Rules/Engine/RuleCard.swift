/// The manual page of a rule: what `isocheck explain` prints, what documents and machine formats quote. Outside of this
/// module a rule is its card. There is one of each, and all who name the rule share it.
public final class RuleCard: Sendable {
    /// Kebab-case with an area prefix; never reused.
    public let id: String
    /// What it was called before.
    public let formerIDs: [String]
    /// The norm, stated positively and as a sentence without a full stop.
    public let title: String
    /// Why it matters and to whom; what is seen in the wild.
    public let rationale: String
    /// What to do about it.
    public let remedy: String
    public let severity: Severity
    public let confidence: Confidence
    public let profiles: Set<Profile>
    public let clause: Clause
    /// What it needs beyond the structure of the image.
    public let needs: Need
    /// Programs whose known habit the rule excuses, and why.
    public let exemptions: [Exemption]

    public init(
        id: String, formerIDs: [String] = [], title: String, rationale: String, remedy: String,
        severity: Severity,
        confidence: Confidence = .certain, profiles: Set<Profile> = Profile.everyone, clause: Clause,
        needs: Need = .structure, exemptions: [Exemption] = []
    ) {
        self.id = id
        self.formerIDs = formerIDs
        self.title = title
        self.rationale = rationale
        self.remedy = remedy
        self.severity = severity
        self.confidence = confidence
        self.profiles = profiles
        self.clause = clause
        self.needs = needs
        self.exemptions = exemptions
    }

    /// The area: the id up to its first hyphen, or "path-table".
    public var area: String {
        id.hasPrefix("path-table-") ? "path-table" : String(id.prefix { $0 != "-" })
    }
}

extension RuleCard: Hashable {
    public static func == (left: RuleCard, right: RuleCard) -> Bool { left.id == right.id }
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The levels of SARIF.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case note, warning, error

    public static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// How sure a rule is of what it says. A heuristic rule is never an error.
public enum Confidence: String, Sendable, Hashable, CaseIterable {
    case certain, firm, heuristic
}

/// What a rule needs to have been read.
public enum Need: String, Sendable, Hashable {
    /// The blocks that hold structure, which are always read.
    case structure
    /// Bytes outside of it, which `--quick` leaves alone.
    case content
}

/// Who asks. A rule belongs to the profiles for which it is worth the reader's time.
public enum Profile: String, Sendable, Hashable, CaseIterable {
    case `default`, release, preservation, forensic, pedantic

    public static let everyone = Set(allCases)
    /// People who want to know everything about an image of unknown origin.
    public static let examiners: Set<Profile> = [.preservation, .forensic, .pedantic]
    public static let forensicOnly: Set<Profile> = [.forensic, .pedantic]
    /// People who write mastering programs.
    public static let pedants: Set<Profile> = [.pedantic]
}

/// The sentence of a standard that a rule enforces.
public struct Clause: Sendable, Hashable {
    public let document: String
    public let number: String

    public init(_ document: String, _ number: String) {
        self.document = document
        self.number = number
    }

    /// ECMA-119, numbered as in the 3rd edition.
    public static func ecma119(_ number: String) -> Clause { Clause("ECMA-119, 3rd edition", number) }
    public static func joliet(_ section: String) -> Clause { Clause("Joliet Specification", section) }
    public static func susp(_ number: String) -> Clause { Clause("SUSP 1.12", number) }
    public static func rrip(_ number: String) -> Clause { Clause("RRIP 1.12", number) }
    public static func elTorito(_ number: String) -> Clause { Clause("El Torito 1.0", number) }
    /// No standard asks for it; experience does.
    public static func practice(_ where: String) -> Clause { Clause("practice", `where`) }

    public var text: String { document == "practice" ? "practice: \(number)" : "\(document), \(number)" }
}

/// A known habit of a program that a rule would otherwise report.
public struct Exemption: Sendable, Hashable {
    public let tool: AuthoringTool
    /// What the program does, as a clause that explains why it is normal.
    public let reason: String

    public init(_ tool: AuthoringTool, _ reason: String) {
        self.tool = tool
        self.reason = reason
    }
}
