import DATs
import DiscModel
public import Surveys

// How it is said what a DAT knows of an image.

extension DATMatch.Entry {
    /// Such as "Example (Europe), all 3 tracks" or "Example (Europe): tracks 1 and 3 match, track 2 differs".
    public var sentence: String {
        let name = DisplayName(utf8: Array(game.name.utf8)).escaped
        if isWhole { return name + whole }
        let words = clauses.joined(separator: ", ")
        return "\(isKnown ? "" : "not quite ")\(name): \(words)"
    }

    private var whole: String {
        let statuses = Set(content.map(\.listed.status))
        let status =
            statuses.contains(.baddump)
            ? ", which the DAT calls a bad dump"
            : statuses == [.verified] ? ", verified by several people" : ""
        let unlisted = content.filter { $0.state == .unknown }
        let without = unlisted.isEmpty ? "" : ", without digests of \(unlisted.titles)"
        let all = content.count == 1 ? "" : ", all \(content.count) tracks"
        return all + status + without + content.doubt
    }

    /// What became of its files, those with the same fate together.
    var clauses: [String] {
        var fates: [DATMatch.State] = []
        for part in content where !fates.contains(part.state) { fates.append(part.state) }
        let told = fates.map { fate in fate.clause(content.filter { $0.state == fate }) }
        return told
            + (extra.isEmpty
                ? [] : ["\(extra.map(\.title).inWords) \(extra.count == 1 ? "is" : "are") not in it"])
    }
}

extension [DATMatch.Part] {
    /// "tracks 1 and 3".
    fileprivate var titles: String { map(\.title).inWords }

    /// What those that are the same are known by, where that is little.
    fileprivate var doubt: String {
        contains { $0.state == .same && $0.listed.hasChecksumAlone } ? ", by length and CRC-32 alone" : ""
    }
}

extension DATMatch.Part {
    /// What it is called in a sentence.
    var title: String {
        if let own, own.kind != .sheet { return own.title }
        return DisplayName(utf8: Array(listed.name.utf8)).escaped
    }
}

extension [String] {
    /// "track 1", "tracks 1 and 3", "tracks 1 to 4", "the image and a.bin".
    fileprivate var inWords: String {
        let numbers = compactMap { $0.hasPrefix("track ") ? Int($0.dropFirst(6)) : nil }
        guard numbers.count == count, count > 1 else { return joined }
        if count > 2, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 + 1 == $1 }) {
            return "tracks \(numbers[0]) to \(numbers[count - 1])"
        }
        return "tracks \(numbers.map { "\($0)" }.joined)"
    }

    private var joined: String {
        count < 2 ? first ?? "" : dropLast().joined(separator: ", ") + " and " + self[count - 1]
    }
}

extension DATMatch.State {
    /// A clause about files that share this fate.
    fileprivate func clause(_ parts: [DATMatch.Part]) -> String {
        let (titles, one) = (parts.titles, parts.count == 1)
        switch self {
        case .same: return "\(titles) \(one ? "matches" : "match")\(parts.doubt)"
        case .afterConversion:
            return "\(titles) \(one ? "matches" : "match") after isocheck convert, by the user data"
        case .shifted(let samples):
            return "\(titles) \(one ? "is" : "are") offset by \(samples > 0 ? "+" : "")\(samples) samples"
        case .lacksCodes: return "\(titles) \(one ? "has" : "have") no error codes, which the DAT counts in"
        case .differs: return "\(titles) \(one ? "differs" : "differ")"
        case .otherLength(let more):
            let (sectors, rest) = more.magnitude.quotientAndRemainder(dividingBy: 2_352)
            let length = rest == 0 ? sectors.of("sector") : more.magnitude.of("byte")
            return "\(titles) \(one ? "is" : "are") \(length) too \(more > 0 ? "long" : "short")"
                + (rest == 0 && sectors == 150 ? ", as a pregap is" : "")
        case .missing: return "\(titles) \(one ? "is" : "are") missing"
        case .unknown: return "\(titles) \(one ? "has" : "have") no digest in the DAT"
        case .open(let why): return "\(titles) \(one ? "was" : "were") not digested (\(why))"
        }
    }
}

extension DATMatch: Weighable {
    static func each(in disc: Disc, _ body: (DATMatch) -> Void) {
        disc.facts(DATMatchFacts.self)?.matches.forEach(body)
    }

    /// The DAT in messages.
    var title: String { list.title.escaped }

    /// Where it says so.
    var place: Place { Place(path: list.name) }
}
