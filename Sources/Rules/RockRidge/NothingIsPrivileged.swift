import Bytes
import DiscModel
import FileSystems
import Specimens

/// No file runs with foreign rights, and none can be written by everybody (RRIP 1.12, 4.1.1).
enum NothingIsPrivileged: Rule {
    static let card = RuleCard(
        id: "rr-px-setuid-world-writable",
        title: "No file has a set-user-id or set-group-id bit or is writable by all",
        rationale: """
            A set-user-id program on a mounted disc runs with its owner's rights unless the disc is mounted with nosuid. \
            Write permission for everybody does nothing on the disc and much after a copy. Live systems keep such files \
            in an archive of their own.
            """,
        remedy:
            "Nothing, if they are meant; otherwise build the image with -r, which sets permissions for reading only.",
        severity: .note, profiles: [.release, .forensic, .pedantic],
        clause: .rrip("4.1.1"))

    static var concerns: RecordTraits { .privileged }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard let attributes = use.attributes, !use.isDot else { return }
        let mode = attributes.mode.read
        // The permissions of a link are not its own; a sticky directory is safe to share.
        let writable = mode & 0o002 != 0 && attributes.type != .symbolicLink && mode & 0o1000 == 0
        let privileged = mode & 0o6000 != 0 && attributes.type == .regular
        guard writable || privileged else { return }
        findings.report(
            privileged ? "the file has a set-user-id or set-group-id bit" : "everybody may write to the file",
            actual: "mode " + String(mode, radix: 8),
            at: use.first(.px).map { use.place($0, PosixAttributes.mode) })
    }

    static var examples: [Example] {
        [
            .fires("a set-user-id program", .rockRidge, at: "susp:/README.TXT:PX", PosixAttributes.mode) {
                $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o104755)
            },
            .fires("a file that all may write", .rockRidge, at: "susp:/README.TXT:PX", PosixAttributes.mode) {
                $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o100666)
            },
            .passes("a symbolic link, which always has mode 777", .rockRidge),
            .passes("a sticky directory like /tmp", .rockRidge) {
                $0.set(PosixAttributes.mode, of: "susp:/DOCS:PX", 0o041777)
            },
        ]
    }
}
