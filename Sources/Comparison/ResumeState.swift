public import Bytes
import Digests

/// How far a comparison came, as a text that is a rescue map as well: what only isocheck knows stands in comments, so that
/// ddrescue can go on where isocheck stopped, and isocheck where ddrescue did.
public struct ResumeState: Sendable {
    /// What the state belongs to.
    public struct Subject: Sendable, Equatable {
        public let imageSize: UInt64
        /// SHA-256 of the image's first mebibyte and of what tells its file from others.
        public let fingerprint: String
        /// What tells the disc from others.
        public let disc: String
        public let start: UInt64

        /// - Parameter stamps: what tells the files of image and readback from others and from themselves after a change; empty
        ///   for what is no file.
        /// - Throws: when the start of the image cannot be read.
        public init(
            image: any ByteSource, readback: any Readback, start: UInt64,
            stamps: (image: String, readback: String) = ("", "")
        ) throws(ReadFailure) {
            imageSize = image.size
            let head = try image.bytes(at: 0, count: 1 << 20)
            fingerprint = RunningDigest.digest(.sha256, of: head + [UInt8](stamps.image.utf8)).hex
            disc = ((readback.identity ?? "") + stamps.readback).filter { !$0.isNewline }
            self.start = start
        }

        fileprivate init?(_ lines: [String: String]) {
            guard let size = lines["image"].flatMap({ UInt64($0) }), let print = lines["fingerprint"],
                let start = lines["start"].flatMap({ UInt64($0) })
            else { return nil }
            imageSize = size
            fingerprint = print
            disc = lines["disc"] ?? ""
            self.start = start
        }
    }

    /// Nil for a map of somebody else.
    public let subject: Subject?
    /// What is known, by the image's sectors.
    public let states: SectorRuns

    private static let mark = "# isocheck-compare 1"

    // MARK: Writing

    public static func text(_ states: SectorRuns, of subject: Subject) -> String {
        let head = [
            mark, "# image \(subject.imageSize)", "# fingerprint \(subject.fingerprint)",
            "# disc \(subject.disc)",
            "# start \(subject.start)",
        ]
        let runs = states.runs.map { run in
            let sense = run.fault?.sense?.hex ?? "-"
            let reason =
                run.fault.map { " \($0.kind.rawValue) \(sense) \($0.reason.filter { !$0.isNewline })" } ?? ""
            return "# run \(run.first) \(run.count) \(run.state.rawValue) \(run.tries)\(reason)"
        }
        let blocks = states.runs.map { run in
            RescueMap.Block(
                offset: run.first.adding(subject.start).times(.sector), size: run.count.times(.sector),
                status: status(run))
        }
        return (head + runs).map { $0 + "\n" }.joined() + RescueMap(merged(blocks)).text
    }

    private static func status(_ run: SectorRun) -> RescueMap.Status {
        switch run.state {
        case .unreadable, .runOut, .gap: .bad
        case .notTried, .imageOnly: run.tries > 0 ? .notTrimmed : .notTried
        default: .finished
        }
    }

    private static func merged(_ blocks: [RescueMap.Block]) -> [RescueMap.Block] {
        blocks.reduce(into: []) { merged, block in
            if let last = merged.last, last.status == block.status, last.end == block.offset {
                merged[merged.count - 1] = .init(
                    offset: last.offset, size: last.size.adding(block.size), status: last.status)
            } else {
                merged.append(block)
            }
        }
    }

    // MARK: Reading

    /// Reads a state of ours, or a map of ddrescue: what that calls bad was tried once, what it left for later is left for
    /// later here too, and what it read is read again, since only its bytes tell whether they are the image's.
    ///
    /// - Parameter start: sector of the disc at which the image begins, for maps of others.
    public init(parsing text: String, start: UInt64) throws(RescueMap.Malformed) {
        let lines = text.split(separator: "\n").prefix { $0.hasPrefix("#") }
        guard lines.first.map(String.init) == Self.mark else {
            let map = try RescueMap(parsing: text)
            subject = nil
            states = Self.states(map, start: start)
            return
        }
        var values: [String: String] = [:]
        var runs = SectorRuns()
        for (index, line) in lines.enumerated() {
            let words = line.dropFirst(2).split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { continue }
            guard words[0] == "run" else {
                values[words[0]] = words[1]
                continue
            }
            guard let run = Self.run(words[1]), run.first >= runs.end else {
                throw RescueMap.Malformed(line: index + 1, description: "no run of sectors")
            }
            runs.append(run)
        }
        guard let subject = Subject(values) else {
            throw RescueMap.Malformed(line: 1, description: "it does not say what it belongs to")
        }
        self.subject = subject
        states = runs
    }

    private static func run(_ text: String) -> SectorRun? {
        let words = text.split(separator: " ", maxSplits: 6).map(String.init)
        guard words.count >= 4, let first = UInt64(words[0]), let count = UInt64(words[1]), count > 0,
            !first.addingReportingOverflow(count).overflow, let state = SectorState(rawValue: words[2]),
            let tries = Int(words[3]), tries >= 0
        else { return nil }
        var fault: ReadbackFault?
        if words.count > 4, let kind = ReadbackFault.Kind(rawValue: words[4]) {
            fault = ReadbackFault(
                kind, words.count > 6 ? words[6] : "", sense: words.count > 5 ? Sense(hex: words[5]) : nil)
        }
        return SectorRun(first, count, state, fault: fault, tries: tries)
    }

    private static func states(_ map: RescueMap, start: UInt64) -> SectorRuns {
        var states = SectorRuns()
        for block in map.blocks {
            // A sector belongs to a block when any of its bytes does.
            let first = max(block.offset / .sector, start.adding(states.end))
            let end = block.end.sectorsNeeded
            guard first < end else { continue }
            let place = first - start
            switch block.status {
            case .finished, .notTried: continue
            case .bad:
                states.append(
                    SectorRun(
                        place, end - first, .unreadable,
                        fault: ReadbackFault(.unreadable, "bad in the rescue map"),
                        tries: 1))
            case .notTrimmed, .notScraped:
                states.append(SectorRun(place, end - first, .notTried, tries: 1))
            }
        }
        return states
    }
}

extension Sense {
    /// Reads what `hex` writes.
    init?(hex text: String) {
        let numbers = text.split(separator: "/").compactMap { UInt8($0, radix: 16) }
        guard numbers.count == 3 else { return nil }
        self.init(key: numbers[0], code: numbers[1], qualifier: numbers[2])
    }
}
