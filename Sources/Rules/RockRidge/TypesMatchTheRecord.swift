import Bytes
import DiscModel
import FileSystems
import Specimens

/// The file type in PX is the one that the record and its other entries have (RRIP 1.12, 4.1.1).
enum TypesMatchTheRecord: Rule {
    static let card = RuleCard(
        id: "rr-px-mode-type",
        title: "The file type in PX matches the record",
        rationale: """
            Plain readers such as Windows take the type from the directory flag, Linux and bsdtar from the mode in PX. If one says file \
            and the other directory, a whole directory is a file for half of the readers. A link needs SL, a device PN. \
            The placeholder of a relocated directory is a file with the mode of a directory.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: .rrip("4.1.1"), exemptions: [emptyParent, emptyParentToo])

    private static let emptyParent = Exemption(
        .genisoimage, "genisoimage leaves the PX of \"..\" in RR_MOVED empty")
    private static let emptyParentToo = Exemption(
        .mkisofs, "mkisofs leaves the PX of \"..\" in RR_MOVED empty")

    static var concerns: RecordTraits { RecordTraits(.sl).union(.unusualType) }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard let attributes = use.attributes, !use.kinds.contains(.cl) else { return }
        let type = attributes.type
        guard use.record.isDirectory == (type == .directory), type != nil else {
            let found = type.map { "a \($0.inWords)" } ?? "a file of unknown type"
            return report(
                "by its Rock Ridge attributes (PX) it is \(found), by its directory record a \(use.record.isDirectory ? "directory" : "file")"
            )
        }
        switch type {
        case .symbolicLink where !use.kinds.contains(.sl):
            report("it is a symbolic link by its PX entry, and no SL entry says where it leads")
        case .blockDevice where !use.kinds.contains(.pn), .characterDevice where !use.kinds.contains(.pn):
            report("it is a device by its PX entry, and no PN entry gives its number")
        case .symbolicLink: break
        default:
            if use.kinds.contains(.sl) {
                report(
                    "it is a \(type?.inWords ?? "file") by its PX entry, and an SL entry makes it a symbolic link"
                )
            }
        }
        func report(_ message: @autoclosure () -> String) {
            let mode = attributes.mode.read
            // mkisofs leaves the PX of ".." in RR_MOVED empty, an old one those of "." and ".." of the root: systems take the
            // mode of a parent from the parent, and of the root from the mount.
            let isEmpty = mode == 0 && attributes.mode.agrees
            let isEmptyRoot = isEmpty && use.isDot && use.tree.slots(of: 0).contains(use.slot)
            findings.report(
                message(), actual: "mode " + String(mode, radix: 8),
                at: use.first(.px).map { use.place($0, PosixAttributes.mode) },
                severity: isEmptyRoot || isEmpty && use.record.isParent ? .note : nil,
                exempt: isEmptyRoot ? nil : habit(use, findings.authoring)
            )
        }
    }

    private static func habit(_ use: RecordSystemUse, _ authoring: Authoring) -> Exemption? {
        guard use.record.isParent, use.attributes?.mode.read == 0, use.attributes?.mode.agrees == true else {
            return nil
        }
        return authoring.tools.contains(.genisoimage) ? emptyParent : emptyParentToo
    }

    static var examples: [Example] {
        [
            .fires(
                "a file with the mode of a directory", .rockRidge, at: "susp:/README.TXT:PX",
                PosixAttributes.mode
            ) {
                $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o040755)
            },
            .fires(
                "a directory with the mode of a file", .rockRidge, at: "susp:/DOCS:PX", PosixAttributes.mode
            ) {
                $0.set(PosixAttributes.mode, of: "susp:/DOCS:PX", 0o100644)
            },
            .fires("a symbolic link without SL", .rockRidge, at: "susp:/LINK:PX", PosixAttributes.mode) {
                $0.removeEntry("susp:/LINK:SL")
            },
            .fires("a device without PN", .rockRidge, at: "susp:/README.TXT:PX", PosixAttributes.mode) {
                $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o020644)
            },
            .fires(
                "no mode in \".\" of the root", .rockRidge, at: "susp:/.:PX", PosixAttributes.mode,
                severity: .note
            ) {
                $0.set(PosixAttributes.mode, of: "susp:/.:PX", 0)
            },
            .fires(
                "no mode in \"..\", whoever made the image", .rockRidge, at: "susp:/DOCS/..:PX",
                PosixAttributes.mode, severity: .note
            ) {
                $0.set(PosixAttributes.mode, of: "susp:/DOCS/..:PX", 0)
            },
            .passes("files, directories and a link", .rockRidge),
            .passes("the placeholder of a relocated directory", .relocation),
        ]
    }
}

extension PosixAttributes.FileType {
    var inWords: String {
        switch self {
        case .fifo: "pipe"
        case .characterDevice, .blockDevice: "device"
        case .directory: "directory"
        case .regular: "file"
        case .symbolicLink: "symbolic link"
        case .socket: "socket"
        }
    }
}
