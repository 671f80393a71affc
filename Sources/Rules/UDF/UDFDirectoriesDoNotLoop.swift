import Bytes
import DiscModel
import FileSystems
import Specimens

/// No directory is in itself.
enum UDFDirectoriesDoNotLoop: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-dir-loop",
        title: "No directory is in itself",
        rationale: """
            A directory that leads to one above it makes find and backup programs run forever.
            """,
        remedy: """
            Suspect an attack, or copy the image again; follow no path into the named directory.
            """,
        severity: .error,
        clause: .ecma167("4/8.6"))

    static let kinds: Set<UDFFault.Kind> = [.loop]

    static func words(_ fault: UDFFault) -> String {
        return "\(path(fault)) is \(fault.recorded), which holds it"
    }

    static var examples: [Example] {
        [
            .fires("a directory that leads to the root", .udf, at: "udf:fid:/docs", 0) {
                $0.set32LE("udf:fid:/docs", 24, $0.get32LE("udf:fid:/docs/..", 24))
                $0.sealUDF("udf:fid:/docs")
            },
            .passes("directories in order", .udf),
        ]
    }
}
