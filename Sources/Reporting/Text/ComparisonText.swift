import Bytes
import Comparison
import Digests
import DiscModel

/// A comparison for people: how it was read, what is the same, what is lost and whose it was, what lies beyond, and the
/// answer in words.
struct ComparisonText {
    private static let width = 10
    /// Runs and owners that are told; the report in JSON or XML has more.
    private static let told = 10

    private let compared: Report.Compared
    private let comparison: Comparison
    private let counts: [SectorState: UInt64]

    init(_ compared: Report.Compared) {
        self.compared = compared
        comparison = compared.comparison
        counts = comparison.counts
    }

    var lines: [String] { lines(in: TextStyle()) }

    func lines(in style: TextStyle) -> [String] {
        [labelled("read", read)] + [labelled("same", same)] + runs + owners
            + [repaired, beyond].compactMap(\.self)
            + unusual + digests + files + [verdict(in: style)]
    }

    /// The other side: a file is no disc, be it that one was read into it.
    private var other: String { comparison.isMedium ? "the disc" : "the other file" }
    private var side: String { comparison.isMedium ? "disc" : "other file" }

    private func labelled(_ label: String, _ text: String) -> String { label.padded(to: Self.width) + text }

    private func number(_ states: SectorState...) -> UInt64 { states.reduce(0) { $0 + (counts[$1] ?? 0) } }

    // MARK: What was read

    private var read: String {
        let start = comparison.start == 0 ? "" : ", from LBA \(grouped(comparison.start)) of \(other) on"
        return comparison.manner.told + start
    }

    private var same: String {
        let good = comparison.count(meaning: .good) - number(.tableRepaired)
        var text = "\(grouped(good)) of \(counted(comparison.imageSectors, "sector"))"
        let weak = number(.sameAfterRetry)
        if weak > 0 { text += "; \(grouped(weak)) of them only after a failed read" }
        if number(.sameNormalised) > 0 { text += "; the last one is filled up with zeros" }
        return text
    }

    /// What firmware does to a stick when it is started.
    private var repaired: String? {
        let runs = comparison.states.runs.filter { $0.state == .tableRepaired }
        guard let first = runs.first else { return nil }
        return labelled(
            "repaired",
            "\(counted(number(.tableRepaired), "sector")) from LBA \(grouped(first.first)) on: the image's partition table (GPT) is wrong there, and right on \(other). Firmware repairs it on a stick that it may write to. Harmless."
        )
    }

    // MARK: What is not the same

    private var runs: [String] {
        let hurt = comparison.states.runs.filter { $0.state.meaning == .loss || $0.state.meaning == .open }
        var lines = hurt.prefix(Self.told).map { labelled(Self.label($0.state), words($0)) }
        if hurt.count > Self.told {
            lines.append(labelled("", "and \(grouped(hurt.count - Self.told)) more runs of sectors"))
        }
        return lines
    }

    private static func label(_ state: SectorState) -> String {
        switch state {
        case .unreadable, .imageOnly: "lost"
        case .notTried: "not read"
        case .edcBad: "damaged"
        default: "differs"
        }
    }

    private func words(_ run: SectorRun) -> String {
        let place =
            run.count == 1 ? "LBA \(grouped(run.first))" : "LBA \(grouped(run.first))-\(grouped(run.end - 1))"
        return place + " " + what(run) + blocks(run)
    }

    private func what(_ run: SectorRun) -> String {
        let why = run.fault.map { fault in
            let sense = fault.sense.map { " (\($0.words), \($0.hex))" } ?? " (\(fault.reason.told))"
            return sense
        }
        switch run.state {
        case .unreadable:
            let tries = run.tries == 1 ? "once" : "after \(run.tries) tries" + (run.count == 1 ? "" : " each")
            return (run.tries == 1 ? "unreadable, tried once" : "unreadable \(tries)") + (why ?? "")
        case .imageOnly: return "missing: \(other) ends before the image does"
        case .notTried: return "not read" + (why ?? "")
        case .differsFill:
            return comparison.isMedium
                ? "differs: filler, probably never read by whoever made this copy"
                : "differs: one side holds nothing but filler"
        case .unstable:
            return
                "unstable: two reads without error gave different bytes; try another drive, cable or memory"
        case .edcBad: return run.fault?.reason.told ?? "its own error detection code is wrong"
        default: return "differs" + (run.count == 1 ? oneDifference(run.first) : "")
        }
    }

    private func oneDifference(_ sector: UInt64) -> String {
        guard let difference = comparison.differences.first(where: { $0.sector == sector }) else { return "" }
        if let other = difference.isSector { return ": it has the bytes of LBA \(grouped(other))" }
        if let shift = difference.shift {
            return
                ": the image's bytes stand \(counted(shift.magnitude, "byte")) \(shift < 0 ? "earlier" : "later")"
        }
        let first = difference.first.first.map {
            ", first at byte \($0.offset): \($0.image) became \($0.readback)"
        }
        return " in \(counted(difference.bytes, "byte")), \(counted(difference.bits, "bit"))" + (first ?? "")
    }

    /// Sectors that fill error correction blocks are one defect each, however many files they hurt.
    private func blocks(_ run: SectorRun) -> String {
        let size = UInt64(comparison.sectorsPerBlock)
        let first = run.first.adding(comparison.start)
        guard size > 1, run.state == .unreadable, first % size == 0, run.count % size == 0 else { return "" }
        return "; \(counted(run.count / size, "ECC block")) of \(size) sectors"
    }

    // MARK: Whose it was

    private var owners: [String] {
        let owners = comparison.losses.owners
        var lines = owners.prefix(Self.told).map { labelled("", words($0)) }
        if owners.count > Self.told {
            lines.append(labelled("", "and \(grouped(owners.count - Self.told)) more files and structures"))
        }
        return lines
    }

    private func words(_ owner: Losses.Owner) -> String {
        switch owner.kind {
        case .unclaimed: return "\(counted(owner.bytes, "byte")) that nobody owns"
        case .slack: return "\(counted(owner.bytes, "byte")) behind the ends of files"
        case .claim(.file):
            return "\(owner.name.told) loses \(grouped(owner.bytes)) of \(counted(owner.size, "byte")), "
                + "first at \(grouped(owner.first))"
        case .claim:
            return "\(owner.name.told): \(grouped(owner.bytes)) of \(counted(owner.size, "byte"))"
        }
    }

    // MARK: The rest

    private var beyond: String? {
        let parts: [(UInt64, String)] = [
            (number(.discPad), "zero padding"), (number(.runOut), "run-out"),
            (
                number(.discExtra),
                comparison.isMedium ? "other content, such as what the disc held before" : "other content"
            ),
            (number(.gap), "unreadable"), (comparison.unseenBeyond, "not looked at"),
        ]
        let total = parts.reduce(0) { $0 + $1.0 }
        guard total > 0 else { return nil }
        let list = parts.filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", ")
        let what = comparison.sessions.isEmpty ? ". Harmless." : "; " + sessions + "."
        return labelled("beyond", "\(counted(total, "sector")) after the image: \(list)\(what)")
    }

    /// What a further session does to whoever looks at the disc.
    private var sessions: String {
        let told = comparison.sessions.prefix(3).map { session in
            let files = session.files.map { " with \(counted($0, "file"))" } ?? ""
            return "a further session\(files) from LBA \(grouped(session.start)) on"
        }
        let more = comparison.sessions.count > 3 ? " and \(comparison.sessions.count - 3) more" : ""
        return told.joined(separator: ", ") + more
            + (comparison.isMedium
                ? ", which most systems show in place of the image"
                : ", which is not part of the image")
    }

    /// What ended the comparison.
    private var unusual: [String] {
        guard let stop = comparison.stop else { return [] }
        return [labelled("stopped", Self.words(stop, isMedium: comparison.isMedium))]
    }

    static func words(_ stop: Comparison.Stop, isMedium: Bool = true) -> String {
        switch stop {
        case .interrupted: "interrupted"
        case .outOfTime: "out of time (--max-time)"
        case .discChanged: "the disc was changed while it was read"
        case .noDisc: "the disc was taken out, or the drive is gone"
        case .driveTrouble: "the drive failed three times in a row; that is no evidence against the disc"
        case .anotherDisc:
            "it is evidently another \(isMedium ? "disc" : "image"); --force compares all the same"
        }
    }

    private var digests: [String] {
        zip(comparison.imageDigests, comparison.imageDigests.indices).map { digest, index in
            let other =
                comparison.readbackDigests.indices.contains(index) ? comparison.readbackDigests[index] : nil
            let both = other.map {
                $0 == digest ? " (both)" : " (image)\n" + labelled("", "\($0.hex) (\(side))")
            }
            return labelled(
                digest.algorithm.rawValue, digest.hex + (both ?? " (image; not all of \(self.other) came)"))
        }
    }

    // MARK: Files

    private var files: [String] {
        guard let files = compared.files else { return [] }
        var parts = FileDifference.Kind.allCases.compactMap { kind -> String? in
            let number = files.count(kind)
            return number == 0
                ? nil : "\(grouped(number)) \(kind == .metadata ? "other only in metadata" : kind.rawValue)"
        }
        parts.append("\(grouped(files.same)) the same")
        if files.sameElsewhere > 0 {
            parts.append("\(grouped(files.sameElsewhere)) of these at another place")
        }
        var lines = [labelled("files", parts.joined(separator: ", "))]
        lines += files.entries.prefix(4 * Self.told).map { labelled("", line($0)) }
        if files.entries.count > 4 * Self.told {
            lines.append(labelled("", "and \(grouped(files.entries.count - 4 * Self.told)) more"))
        }
        return lines
    }

    private func line(_ entry: FileDifference.Entry) -> String {
        let sizes: String
        switch (entry.oldSize, entry.newSize) {
        case (let old?, let new?) where old != new: sizes = "  \(grouped(old)) -> \(counted(new, "byte"))"
        case (let size?, nil), (nil, let size?): sizes = "  \(counted(size, "byte"))"
        default: sizes = ""
        }
        let from = entry.from.map { "  from \($0.told)" } ?? ""
        let detail = entry.detail.map { "  (\($0))" } ?? ""
        return "\(entry.kind.rawValue.padded(to: 10))\(entry.path.told)\(from)\(sizes)\(detail)"
    }

    // MARK: The answer

    private func verdict(in style: TextStyle) -> String {
        let image = DisplayName(utf8: [UInt8](compared.image.utf8)).escaped
        let readback = DisplayName(utf8: [UInt8](compared.readback.utf8)).escaped
        return "\(image) \(comparison.isMedium ? "on" : "and") \(readback): \(answer(in: style))"
    }

    private func answer(in style: TextStyle) -> String {
        let answer = comparison.answer
        let words = style.coloured(
            Self.words(answer, isMedium: comparison.isMedium), TextStyle.Colour(comparison.verdict))
        return ([words + "."] + [more(answer)].compactMap(\.self))
            .joined(separator: " ")
    }

    /// Of two files neither is damaged by being other than the other.
    private static func words(_ answer: Comparison.Answer, isMedium: Bool) -> String {
        switch answer {
        case .anotherDisc where !isMedium: "ANOTHER IMAGE"
        case .contentIntact where !isMedium: "DIFFERENT, CONTENT THE SAME"
        default: answer.inWords
        }
    }

    private func more(_ answer: Comparison.Answer) -> String? {
        switch answer {
        case .identical: nil
        case .identicalLonger: "What follows the image is not part of it."
        case .identicalWeak:
            "\(counted(number(.sameAfterRetry), "sector")) had to be read again; copy the disc while it can be read."
        case .identicalRepaired:
            "Firmware repaired the partition table when it started the stick, which is harmless."
        case .contentIntact: "Only \(idle) is affected."
        case .differs, .unreadable: hurt
        case .inconclusive: open
        case .allZeros:
            "\(comparison.isMedium ? "The disc" : "The other file") holds nothing but zeros: it was never written, or nothing could be read."
        case .anotherDisc: "Nearly nothing is the same."
        }
    }

    private var idle: String {
        let kinds = Set(comparison.losses.owners.map(\.kind))
        if kinds.contains(.unclaimed) { return "space that no file uses" }
        return kinds.contains(.slack) ? "the unused end of files" : "padding"
    }

    private var hurt: String {
        let files = comparison.losses.files.count
        let others = Set(
            comparison.losses.owners.filter { !$0.kind.isIdle && $0.kind != .claim(.file) }.map(\.name))
        guard comparison.losses.isAttributed else {
            return "\(counted(comparison.count(meaning: .loss), "sector"))."
        }
        let rest = number(.notTried) > 0 ? "not all else was read" : "everything else is identical"
        guard files + others.count > 0 else {
            return "\(counted(comparison.count(meaning: .loss), "sector")) of no file or structure; \(rest)."
        }
        let subjects = [
            files == 0 ? nil : counted(files, "file"),
            others.isEmpty ? nil : counted(others.count, "structure"),
        ].compactMap(\.self)
        let verb = files + others.count == 1 ? "is" : "are"
        let what = comparison.isMedium ? "\(verb) hurt" : files + others.count == 1 ? "differs" : "differ"
        return "\(subjects.joined(separator: " and ")) \(what); \(rest)."
    }

    private var open: String {
        let number = number(.notTried)
        return number == 0
            ? "All sectors are the same, but the comparison did not end well."
            : "\(counted(number, "sector")) \(number == 1 ? "was" : "were") not read; none of the others is lost."
    }
}
