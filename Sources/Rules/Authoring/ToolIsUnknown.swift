import Bytes
import DiscModel
import FileSystems
import Specimens

/// Says which programs made the image, and what tells.
enum ToolIsUnknown: Rule {
    static let card = RuleCard(
        id: "fp-authoring-tool",
        title: "The image does not tell which program made it",
        rationale: """
            Most programs sign their images or have habits of their own. The name explains oddities that are normal for \
            the program, and it is the first thing to know about an image of unknown origin.
            """,
        remedy: "Nothing; leave the identifiers blank if the program should not be known.",
        severity: .note,
        confidence: .firm,
        clause: .practice("traces that mastering programs leave"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        for trace in findings.authoring.traces {
            findings.report(
                "the image carries a trace of \(trace.name)", actual: trace.evidence.escaped, at: trace.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "signed in the application identifier", .plain, at: "pvd",
                VolumeDescriptor.TextField.application.field),
            .fires("mkisofs notes its version behind the descriptors", .plain, at: "path-table-l") {
                $0.blankIdentifiers()
                $0.set(
                    "terminator", .sector, Array("MKI Wed May  3 22:12:13 2006\nmkisofs 2.01 -r -J\n".utf8))
            },
            .passes("blank identifiers", .plain) { $0.blankIdentifiers() },
        ]
    }
}

extension Specimen {
    /// Fills publisher, data preparer and application identifier of the primary descriptor with spaces.
    mutating func blankIdentifiers() { fill("pvd", 318, count: 384, with: 0x20) }

    /// Signs the image: application identifier, and data preparer identifier if given.
    mutating func sign(application: String, preparer: String = "") {
        blankIdentifiers()
        set("pvd", 574, Array(application.utf8))
        set("pvd", 446, Array(preparer.utf8))
    }
}
