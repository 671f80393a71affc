import Bytes
import DiscModel
import FileSystems
import Specimens

/// Copyright, abstract and bibliographic file are files of the root (ECMA-119, 8.4.23 to 8.4.25).
enum FileIdentifiersNameFiles: Rule {
    static let card = RuleCard(
        id: "pvd-file-id-missing-file",
        title: "Copyright, abstract and bibliographic identifiers name files of the root",
        rationale: """
            Each of the three fields is blank or names a file in the root directory. A name that leads nowhere is a file \
            left out or renamed. Nero and Apple's programs write free text there, old versions of libisofs an underscore.
            """,
        remedy: "Add the file, or leave the field blank.",
        severity: .warning,
        clause: .ecma119("8.4.23-8.4.25"),
        exemptions: [freeTextNero, freeTextApple, underscore])

    private static let freeTextNero = Exemption(.nero, "Nero writes free text into these fields")
    private static let freeTextApple = Exemption(
        .hdiutil, "Apple's programs write free text into these fields")
    private static let underscore = Exemption(
        .libisofs, "libisofs up to 0.6.23 wrote an underscore for a blank field")

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard !tree.directories.isEmpty, !tree.gaps.contains(where: { $0.structure == .directory }) else {
            return
        }
        let descriptor = tree.descriptor
        let fields = VolumeDescriptor.TextField.fileIdentifiers.filter { !descriptor.words($0).isEmpty }
        guard !fields.isEmpty else { return }
        let names = tree.slots(of: 0).filter { !tree.record($0).isDirectory }.map {
            tree.displayName($0).text.withoutVersion.uppercased()
        }
        for field in fields {
            let wanted = descriptor.display(field)
            // Systems take names of this tree in any case.
            guard !names.contains(wanted.text.withoutVersion.uppercased()) else { continue }
            // libisofs and libarchive write the dot of the name as an underscore; a person still finds the file.
            let dotted = names.contains { $0.replacing(".", with: "_") == wanted.text.uppercased() }
            let isFreeText = !wanted.text.utf8.allSatisfy(isInNames)
            let freeText = findings.authoring.tools.contains(.nero) ? freeTextNero : freeTextApple
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) "
                    + (isFreeText ? "holds a text and no name" : "names a file that is not in the root"),
                expected: "a file of the root, or a blank field", actual: wanted.escaped,
                at: descriptor.place(field),
                severity: dotted || isFreeText ? .note : nil,
                exempt: wanted.text == "_" ? underscore : freeText)
        }
    }

    /// Letters, digits, and what names of files on old systems have; a text has spaces.
    private static func isInNames(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3B, 0x5F: true
        default: false
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a licence file that is not there", .plain, at: "pvd",
                VolumeDescriptor.TextField.copyright.field
            ) {
                $0.set(
                    VolumeDescriptor.TextField.copyright.field, of: "pvd", bytes: Array("LICENSE.TXT".utf8))
            },
            .fires(
                "free text", .plain, at: "pvd", VolumeDescriptor.TextField.copyright.field, severity: .note,
                message:
                    "the copyright file identifier of the primary volume descriptor holds a text and no name"
            ) {
                $0.set(
                    VolumeDescriptor.TextField.copyright.field, of: "pvd", bytes: Array("(C) 1998 ACME".utf8))
            },
            .passes("spaces and zeros in any mixture, in Joliet", .joliet) {
                $0.set(
                    VolumeDescriptor.TextField.copyright.field, of: "svd",
                    bytes: Array(repeating: 0x20, count: 36) + [0])
                $0.set(
                    VolumeDescriptor.TextField.abstract.field, of: "svd",
                    bytes: (0..<37).map { $0 % 2 == 0 ? 0x20 : 0 })
            },
            .passes("a file with its version", .plain) {
                $0.set(
                    VolumeDescriptor.TextField.copyright.field, of: "pvd", bytes: Array("README.TXT;1".utf8))
            },
            .passes("a file in another case", .plain) {
                $0.set(
                    VolumeDescriptor.TextField.copyright.field, of: "pvd", bytes: Array("readme.txt".utf8))
            },
            .passes("a file without it", .plain) {
                $0.set(
                    VolumeDescriptor.TextField.bibliographic.field, of: "pvd", bytes: Array("README.TXT".utf8)
                )
            },
        ]
    }
}
