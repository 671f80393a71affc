import Digests
import DiscModel
import Specimens
import Surveys

/// The files of the image are the same at the end of the look as at its beginning.
enum SourceStaysTheSame: Rule {
    static let card = RuleCard(
        id: "image-source-unchanged",
        title: "The image is the same after the look as before it",
        rationale: """
            With --provenance isocheck reads the files of the image a second time when all else is done, and compares. Where they differ, somebody \
            wrote to them meanwhile, or the medium gives other bytes from read to read; nothing that was found holds for certain.
            """,
        remedy: "Copy the image to a medium that is sound and write-protected, and look again.",
        severity: .error,
        clause: .practice("ISO/IEC 27037:2012, 5.4.4: evidence is shown to be unchanged"),
        needs: .content)

    static func weigh(_ sources: SourceFacts, in _: Disc, _ findings: inout Findings) {
        for file in sources.files {
            let name = file.name.escaped
            guard let before = file.before, let after = file.after else {
                findings.cannotDecide("\(name) could not be read a second time")
                continue
            }
            guard before != after else { continue }
            findings.report(
                "\(name) was changed while it was looked at, or its medium gives other bytes each time",
                expected: before.hex, actual: after.hex, at: Place(path: file.name))
        }
    }

    static var examples: [Example] {
        func file(_ before: UInt8, _ after: UInt8) -> SourceFacts {
            SourceFacts(files: [
                .init(
                    name: DisplayName("example.iso"), before: RunningDigest.digest(.sha256, of: [before]),
                    after: RunningDigest.digest(.sha256, of: [after]))
            ])
        }
        return [
            .fires(
                "a file that was written to", .plain, at: nil,
                message:
                    "example.iso was changed while it was looked at, or its medium gives other bytes each time"
            ).knowing(file(0, 1)),
            .passes("the same twice", .plain).knowing(file(0, 0)),
        ]
    }
}

extension SourceFacts: Weighable {
    static func each(in disc: Disc, _ body: (SourceFacts) -> Void) {
        disc.facts(SourceFacts.self).map(body)
    }
}
