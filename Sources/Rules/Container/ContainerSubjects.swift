import Containers
import DiscModel
import Specimens

extension ContainerFacts: Weighable {
    static func each(in disc: Disc, _ body: (ContainerFacts) -> Void) {
        disc.facts(ContainerFacts.self).map(body)
    }
}

extension ContainerFacts {
    /// How a file of the container is called in messages.
    func name(ofFile index: Int) -> String {
        guard files.indices.contains(index) else { return fileName }
        return DisplayName(files[index].name ?? files[index].recordedName).escaped
    }

    /// A place in a file of the container; offsets of reports are those of the disc, so bytes of files are words.
    func place(inFile index: Int, _ field: String, note: String? = nil) -> Place {
        Place(field: "\(name(ofFile: index)): \(field)", note: note)
    }

    /// Reports the statements that are wrong in one way: where in the descriptor, and what.
    func report(
        _ kind: StatementFault.Kind, expected: String? = nil, severity: Severity? = nil,
        _ findings: inout Findings
    ) {
        for fault in faults where fault.kind == kind {
            findings.report(
                "\(name(ofFile: 0)), \(fault.place): \(DisplayName(fault.text).escaped)", expected: expected,
                at: place(inFile: 0, fault.place), severity: severity)
        }
    }

    /// A sentence about a statement of the descriptor, with its place before it where that is known.
    func located(_ place: String?, _ sentence: String) -> String {
        place.map { "\(name(ofFile: 0)), \($0): \(sentence)" } ?? sentence
    }

    /// Where the descriptor states the track of a span.
    func place(of span: StoredSpan) -> String? {
        layout.sessions.first { $0.number == span.session }?.tracks.first { $0.number == span.track }?
            .statedAt
    }

    /// Whether it is a cue sheet or a TOC file, which programs read to burn a disc.
    var isSheet: Bool { format == CueSheetImage.format || format == CdrdaoImage.format }
}

/// A number of bytes with its noun.
func bytes(_ count: UInt64) -> String { count.of("byte") }

extension WrappedDisc {
    /// What most examples wrap.
    static var plain: WrappedDisc { WrappedDisc(Specimen.plain.bytes) }
    static var mixed: WrappedDisc { WrappedDisc(Specimen.plain.bytes, audioTracks: 2) }
    static var twoSessions: WrappedDisc {
        var disc = plain
        disc.addSession(Specimen.plain.bytes)
        return disc
    }
}
