import Bytes
import DiscModel
import FileSystems
import Specimens

/// The identifiers of a Joliet descriptor begin as those of the primary one, those of an enhanced one are the same.
enum JolietIdentifiersMatch: Rule {
    static let card = RuleCard(
        id: "joliet-identifier-truncated",
        title: "Identifiers in a Joliet or enhanced descriptor are those of the primary one",
        rationale: """
            The fields are equally long in bytes, so Joliet has room for half the characters and Windows shows a shorter label \
            than Linux. Identifiers that differ in what both can hold were set apart on purpose or are damaged.
            """,
        remedy: "Keep identifiers to 16 characters, and give the same to both trees.",
        severity: .note, profiles: Profile.pedants,
        clause: .ecma119("8.5"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, let primary = iso.primary else { return }
        for descriptor in iso.descriptors
        where descriptor.kind == .enhanced
            || descriptor.jolietLevel != nil && descriptor.kind == .supplementary
        {
            let isCut = descriptor.kind == .supplementary
            for field in VolumeDescriptor.TextField.identifiers + VolumeDescriptor.TextField.fileIdentifiers {
                let (joliet, plain) = (descriptor.display(field), primary.display(field))
                let (short, long) = (Array(joliet.text), Array(plain.text))
                // Cut where the field ends, as the format enforces; a space at the cut is taken for padding.
                let isWhole =
                    short.count == long.count
                    || isCut && short.count < long.count && short.count + 1 >= field.range.count / 2
                guard short != long, !isWhole || !(isCut && Self.isAdapted(short, long)) else { continue }
                findings.report(
                    "the \(field.name.spelledOut) is \"\(joliet.escaped)\" in the \(descriptor.name) and \"\(plain.escaped)\" in the primary one",
                    expected: plain.escaped, actual: joliet.escaped,
                    at: descriptor.place(field))
            }
        }
    }

    /// Whether one text is the beginning of the other as programs adapt it: all letters as capitals, an underscore for a
    /// sign where a field is restricted to d-characters, anything for what one character set cannot express.
    private static func isAdapted(_ one: [Character], _ other: [Character]) -> Bool {
        var (letters, raised) = (0, 0)
        for (left, right) in zip(one, other) {
            if left.isASCII, left.isLetter { letters += 1 }
            guard left != right else { continue }
            if left.isASCII, right.isASCII, left.uppercased() == right.uppercased() {
                raised += 1
            } else if !isReplaced(left, by: right), !isReplaced(right, by: left) {
                return false
            }
        }
        // A letter or two among many is no adaptation, and neither are capitals beside small letters.
        let areBothMixed = [one[...], other.prefix(one.count)].allSatisfy {
            $0.contains(where: \.isLowercase)
        }
        return raised == 0 || !areBothMixed && raised * 4 >= letters
    }

    private static func isReplaced(_ sign: Character, by other: Character) -> Bool {
        guard sign.isASCII else { return !other.isASCII || other == "_" || other == "?" }
        return other == "_" && !sign.isLetter && !sign.isNumber
    }

    static var examples: [Example] {
        [
            .fires("another volume identifier", .joliet, at: "svd", VolumeDescriptor.TextField.volume.field) {
                $0.set(VolumeDescriptor.TextField.volume.field, of: "svd", bytes: [0, 0x58, 0, 0x59])
            },
            .fires(
                "another publisher in the enhanced descriptor", .enhanced, at: "evd",
                VolumeDescriptor.TextField.publisher.field
            ) {
                $0.set(VolumeDescriptor.TextField.publisher.field, byte: 0, of: "evd", 0x58)
            },
            .fires("another sign", signs, at: "svd", VolumeDescriptor.TextField.volume.field) {
                $0.set(VolumeDescriptor.TextField.volume.field, byte: 5, of: "svd", 0x2B)
            },
            .fires(
                "one small letter made a capital", signs, at: "svd", VolumeDescriptor.TextField.volume.field
            ) { $0.set(VolumeDescriptor.TextField.volume.field, byte: 3, of: "svd", 0x42) },
            .passes("equal identifiers", .joliet),
            .passes("in lower case", .joliet) {
                $0.set(VolumeDescriptor.TextField.volume.field, of: "svd", bytes: [0, 0x73, 0, 0x70])
            },
            .passes(
                "a long one, cut in Joliet",
                Specimen {
                    $0.joliet = true
                    $0.volumeIdentifier = "A_VOLUME_WITH_A_LONG_NAME"
                }),
        ]
    }

    private static let signs = Specimen {
        $0.joliet = true
        $0.volumeIdentifier = "Ab-cd"
    }
}
