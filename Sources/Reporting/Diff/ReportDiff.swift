public import DiscModel
public import Rules

/// Two reports held against each other: what is new, what is fixed, what cannot be told.
public struct ReportDiff: Sendable {
    /// A report and what it is called.
    public struct Side: Sendable {
        let name: String
        let report: SavedReport

        public init(_ name: String, _ report: SavedReport) {
            self.name = name
            self.report = report
        }
    }

    let old: Side
    let new: Side
    /// The least severity of something new that is not let pass; nil lets all of it pass.
    let failOn: Severity?
    let images: [ImageDiff]

    public init(_ old: Side, _ new: Side, failOn: Severity?) {
        self.old = old
        self.new = new
        self.failOn = failOn
        images = Self.pairs(old.report.images, new.report.images).map { ImageDiff($0, $1) }
    }

    /// By their names without folders; one that is left over on both sides is the same under another name.
    private static func pairs(_ old: [SavedImage], _ new: [SavedImage]) -> [(SavedImage?, SavedImage?)] {
        var byName: [String: [Int]] = [:]
        for index in old.indices.reversed() { byName[old[index].name, default: []].append(index) }
        var partners: [Int?] = new.map { byName[$0.name]?.popLast() }
        let taken = Set(partners.compactMap(\.self))
        var left = old.indices.filter { !taken.contains($0) }
        let lonely = partners.indices.filter { partners[$0] == nil }
        if let one = lonely.first, lonely.count == 1, left.count == 1 { partners[one] = left.removeFirst() }
        return zip(partners, new).map { partner, image in (partner.map { old[$0] }, image) }
            + left.map { (old[$0], nil) }
    }

    // MARK: What it comes to

    /// What is new and is not let pass.
    var failures: [ImageDiff.Line] {
        failOn.map { severity in images.flatMap { $0.worse(from: severity) } } ?? []
    }

    /// Why it cannot be told whether something is new.
    var doubts: [String] {
        var doubts = [old, new].flatMap { side in side.report.doubts.map { "\(side.name) \($0)" } }
        // What an image that passes left open does not matter; one that is open was named above.
        for image in images where image.new?.verdict == "fail" {
            guard let first = image.opened.first else { continue }
            let more = image.opened.count > 1 ? " and \(image.opened.count - 1) more" : ""
            doubts.append("\(new.name) left \(first.rule.told)\(more) of \(image.name.told) undecided")
        }
        if new.report.isQuick, !old.report.isQuick {
            doubts.append("\(new.name) is of --quick, which reads no content, and \(old.name) is not")
        }
        return doubts
    }

    var verdict: Verdict {
        guard doubts.isEmpty else { return .open }
        return failures.isEmpty ? .pass : .fail
    }

    public var status: RunStatus { verdict.exitStatus }
}
