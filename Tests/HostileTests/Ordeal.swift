import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Reporting
import Rules
import TestSupport
import Testing

/// One hostile input, looked at, judged and reported on, and what all of them owe: an end, an answer, bounded work, and a
/// map that covers every byte.
enum Ordeal {
    /// What a run cost.
    struct Toll: Sendable {
        var runs = 0
        var refused = 0
        var slowest: Duration = .zero
        var slowestCase = ""
        /// Bytes read for a byte of the image, at most.
        var heaviest = 0.0

        mutating func add(_ other: Toll) {
            runs += other.runs
            refused += other.refused
            if other.slowest > slowest { (slowest, slowestCase) = (other.slowest, other.slowestCase) }
            heaviest = max(heaviest, other.heaviest)
        }

        func report(_ what: String) {
            let peak = Trial.peakMemory >> 20
            let ratio = String(format: "%.1f", heaviest)
            print(
                "hostile tests: \(what): \(runs) runs, \(refused) refused, slowest \(slowest) (\(slowestCase)), at most \(ratio) bytes read per byte, peak memory \(peak) MiB"
            )
        }
    }

    /// Looks at bytes in memory and counts the work.
    @discardableResult
    static func run(_ bytes: [UInt8], _ name: String) -> Toll {
        // Structure is read once for each tree that shows it, content once; a small image may cost its few blocks more.
        let allowed = 24 * UInt64(bytes.count) + (1 << 20)
        let source = CountingSource(bytes, refusingFrom: allowed)
        var toll = run(source, bytes, name)
        let work = source.work
        #expect(work.bytes <= allowed, "\(name): \(work.bytes) bytes read of \(source.size)")
        #expect(
            work.reads <= 24 * bytes.count / 2048 + 1_000, "\(name): \(work.reads) reads of \(source.size)")
        toll.heaviest = source.size > 0 ? Double(work.bytes) / Double(source.size) : 0
        return toll
    }

    /// Looks at a source that may misbehave.
    ///
    /// - Parameter bytes: what it holds, to be kept for the case of a crash.
    @discardableResult
    static func run(_ source: some ByteSource, _ bytes: [UInt8], _ name: String) -> Toll {
        keep(bytes)
        let clock = ContinuousClock()
        let start = clock.now
        var toll = Toll(runs: 1, slowestCase: name)
        do throws(InspectionError) {
            let result = try Inspection(profile: .pedantic).inspect(source, named: "hostile.iso")
            check(result, name)
        } catch {
            toll.refused = 1
            #expect(!error.description.isEmpty, "\(name)")
        }
        toll.slowest = start.duration(to: clock.now)
        return toll
    }

    private static func check(_ result: Inspection.Result, _ name: String) {
        checkMap(result.disc, name)
        // Nothing that is kept is less than some bytes of the image, however often the image leads there.
        let disc = result.disc
        let kept =
            disc.map.spans.count + disc.gaps.count
            + disc.trees.reduce(0) { $0 + $1.nodes.count + $1.extents.count }
            + result.judgement.findings.reduce(0) { $0 + $1.places.count }
        #expect(kept <= Int(disc.size) / 2 + 10_000, "\(name): \(kept) facts of \(disc.size) bytes")
        let report = Report(
            tool: .init(version: "0", libmagic: "0", libxml2: "0", rules: "0"),
            run: .init(terms: Terms(profile: .pedantic), show: .note))
        let image = Report.Image(
            path: "hostile.iso", format: result.format, disc: result.disc, judgement: result.judgement)
        // All of them on every input would take longer than all else; so the three that tell everything, and the others in turns.
        let turn = (Int(clamping: disc.size) / 7) % 6
        for (index, format) in ReportFormats.all.enumerated() where index < 3 || index % 6 == turn {
            do throws(ReportFailure) {
                let text = try format.write(report, on: [image])
                // Of an image without a digest no statement can be made.
                let isLeftOut = format.namesByDigest && text.isEmpty
                #expect(text.utf8.last == 0x0A || isLeftOut, "\(name): \(format.name)")
            } catch {
                Issue.record("\(name): \(format.name): \(error)")
            }
        }
        for finding in result.judgement.findings {
            #expect(
                finding.count >= 1 && !finding.message.isEmpty
                    && finding.places.count <= max(1, finding.count), "\(name)")
        }
    }

    /// Claims and unclaimed runs together cover every byte, and no byte is both.
    private static func checkMap(_ disc: Disc, _ name: String) {
        var free = disc.map.unclaimed[...]
        var reached: UInt64 = 0
        var isWhole = true
        func take(upTo end: UInt64) {
            let run = free.popFirst()
            isWhole = isWhole && run?.offset == reached && run?.end == end
        }
        for span in disc.map.spans {
            isWhole =
                isWhole && span.offset < span.end && span.end <= span.blockEnd && span.blockEnd <= disc.size
            if span.offset > reached { take(upTo: span.offset) }
            reached = max(reached, span.blockEnd)
        }
        if reached < disc.size { take(upTo: disc.size) }
        let freeBytes = disc.map.unclaimed.reduce(0) { $0 + $1.length }
        #expect(isWhole && free.isEmpty && disc.map.claimedBytes + freeBytes == disc.size, "\(name): the map")
    }

    private static func keep(_ bytes: [UInt8]) {
        guard let path = Trial.keep else { return }
        // Tests run side by side, each thread with an input of its own.
        let thread = UInt(bitPattern: ObjectIdentifier(Thread.current).hashValue)
        try? Data(bytes).write(to: URL(filePath: path + "-\(String(thread, radix: 16))"))
    }
}
