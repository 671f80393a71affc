public import DiscModel
import FileSystems
import Specimens

/// The identifiers of the Joliet descriptor begin as those of the primary one.
public enum JolietIdentifiersMatch: Rule {
    public static let card = RuleCard(
        id: "joliet-identifier-truncated",
        title: "Identifiers in the Joliet descriptor are those of the primary one",
        rationale: """
            The fields are equally long in bytes, so Joliet has room for half the characters and Windows shows a shorter label \
            than Linux. Identifiers that differ in what both can hold were set apart on purpose or are damaged.
            """,
        remedy: "Keep identifiers to 16 characters, and give the same to both trees.",
        severity: .note, profiles: Profile.pedants,
        clause: .ecma119("8.5"))

    public static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, let primary = iso.primary else { return }
        for descriptor in iso.descriptors
        where descriptor.jolietLevel != nil && descriptor.kind == .supplementary {
            for field in VolumeDescriptor.TextField.identifiers + VolumeDescriptor.TextField.fileIdentifiers {
                let (joliet, plain) = (descriptor.display(field), primary.display(field))
                let (short, long) = (folded(joliet.text), folded(plain.text))
                guard short != long else { continue }
                // Cut where the field ends, as the format enforces; a space at the cut is taken for padding.
                if long.starts(with: short), short.count + 1 >= field.range.count / 2 { continue }
                findings.report(
                    "\(field.name) is \"\(joliet.escaped)\" in the Joliet descriptor and \"\(plain.escaped)\" in the primary one",
                    expected: plain.escaped, actual: joliet.escaped,
                    at: descriptor.place(field.range.lowerBound, field.range.count, field.name))
            }
        }
    }

    /// Letters without case and every sign alike, as programs restrict one field to d-characters and not the other.
    private static func folded(_ text: String) -> [Character] {
        text.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    }

    public static var fires: [Example] {
        [Example("another volume identifier", .joliet) { $0.set("svd", 40, [0, 0x58, 0, 0x59]) }]
    }

    public static var staysSilent: [Example] {
        [
            Example("equal identifiers", .joliet),
            Example("in lower case", .joliet) { $0.set("svd", 40, [0, 0x73, 0, 0x70]) },
            Example(
                "a long one, cut in Joliet",
                Specimen {
                    $0.joliet = true
                    $0.volumeIdentifier = "A_VOLUME_WITH_A_LONG_NAME"
                }),
        ]
    }
}
