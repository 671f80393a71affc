import Bytes
import Containers
import DiscModel
import Specimens
import Surveys

/// Pregaps that nobody plays hold nothing (IEC 60908; ECMA-130, 20.2).
enum PregapsAreSilent: Rule {
    static let card = RuleCard(
        id: "hidden-pregap",
        title: "The pregaps before the first track and between data and sound are empty",
        rationale: """
            Players begin at INDEX 01, and the pregap before the first track or behind a track of data is two seconds of silence \
            or of zeros. What stands there is heard only by who winds back: a hidden track, or data that somebody put there. A \
            few samples at an end are innocent: a drive reads sound some samples too early or too late.
            """,
        remedy: "Listen to it or look at the bytes; keep it when the image is to be the whole disc.",
        severity: .note,
        profiles: Profile.examiners,
        clause: .practice("descriptors of images"),
        needs: .content)

    static func weigh(_ content: StrayContent, in disc: Disc, _ findings: inout Findings) {
        guard content.range.kind != .unreferenced, content.nonZeroBytes > 0,
            let container = disc.facts(ContainerFacts.self)
        else { return }
        let sectors = UInt64(content.range.range.count) / content.range.stride
        let title =
            if case .pregap(let track) = content.range.kind { "the pregap of track \(track)" } else {
                "the first pregap of the disc"
            }
        findings.report(
            "\(title) (\(sectors.of("sector"))) is not empty: \(content.account)", expected: "zeros",
            at: container.place(inFile: content.range.file, "bytes \(content.range.words)"))
    }

    static var examples: [Example] {
        [
            .fires(
                "sound in the pregap behind a track of data", in: .cue(.mixed),
                at: "disc.bin: bytes 416304 to 592703"),
            .passes(
                "silence",
                in: .cue(.mixed).with {
                    $0.siblings["disc.bin"]?.replaceSubrange(
                        416_304..<592_704, with: [UInt8](repeating: 0, count: 176_400))
                }),
            .passes("a stored first pregap of zeros", in: .nero(.plain)),
        ]
    }
}

/// What stands where no track plays or shows it.
extension StrayContent: Weighable {
    static func each(in disc: Disc, _ body: (StrayContent) -> Void) {
        disc.facts(StrayBytesFacts.self)?.found.forEach(body)
    }

    /// What of it is not zero, from where on, and what that looks like.
    var account: String {
        guard let firstNonZero else { return "all zeros" }
        let kind = type.map { ", libmagic: \($0)" } ?? ""
        return
            "\(nonZeroBytes.of("byte")) not zero, the first at byte \(firstNonZero); \(sample.inWords)\(kind)"
    }
}

extension StrayRange {
    /// Such as "416304 to 439823".
    var words: String { "\(range.lowerBound) to \(range.upperBound - 1)" }
}
