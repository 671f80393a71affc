import Bytes
import DiscModel
import FileSystems
import Surveys

/// What the pass over the content has shown of the VOBs.
struct DVDContent: Weighable {
    struct Object {
        let file: VideoFile
        let tally: VOBTally

        /// Bytes of the first sector of a count.
        func place(_ count: VideoCount, _ at: Int, _ length: Int) -> Place {
            file.place(count.first.times(.sector).adding(UInt64(at)), UInt64(length))
        }
    }

    let objects: [Object]
    let tree: TreeKind

    static func each(in disc: Disc, _ body: (DVDContent) -> Void) {
        guard let dvd = disc.facts(DVDVideoFacts.self), let found = disc.facts(VideoSectorsFacts.self) else {
            return
        }
        let objects = dvd.sets.flatMap { set in
            ([set.menu].compactMap(\.self) + set.titles).compactMap { object in
                found.objects.first { $0.name.set == set.number && $0.name.number == object.number }
                    .map { Object(file: object.file, tally: $0) }
            }
        }
        body(DVDContent(objects: objects, tree: dvd.tree))
    }
    var inTree: TreeKind? { tree }
}

/// A rule about sectors of VOBs: one occurrence for each VOB, with how many there are and where the first is.
protocol DVDContentRule: Rule where Subject == DVDContent {
    /// What of it is counted.
    static func count(in tally: VOBTally) -> VideoCount
    /// The bytes of a sector that it is about.
    static var bytes: Range<Int> { get }
    static func message(_ count: VideoCount, of file: VideoFile) -> String
}

extension DVDContentRule {
    static func weigh(_ content: DVDContent, in _: Disc, _ findings: inout Findings) {
        for object in content.objects {
            let count = self.count(in: object.tally)
            guard count.count > 0 else { continue }
            findings.report(
                message(count, of: object.file),
                at: object.place(count, bytes.lowerBound, bytes.count))
        }
    }
}
