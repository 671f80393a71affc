import Bytes
import DiscModel
import FileSystems
import Specimens

/// Chains of allocation descriptors lead to descriptors and end.
enum UDFExtentChainsEnd: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-aed-chain",
        title: "Chains of allocation descriptors lead to descriptors and end",
        rationale: """
            A file of many extents goes on in further blocks of descriptors. A chain that leads back makes \
            libudfread 1.1.2 use all memory; one that leads nowhere cuts the file.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/14.5"))

    static let kinds: Set<UDFFault.Kind> = [.extentChain]

    static func words(_ fault: UDFFault) -> String {
        return
            "the chain of allocation descriptors of \(path(fault)) leads to \(fault.recorded), where there is not \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a chain that leads back", .udfLongChain, at: "udf:fe:/docs/manual.txt", 216) {
                $0.set32LE("udf:aed:/docs/manual.txt", 24, 0xC000_0800)
                $0.set32LE("udf:aed:/docs/manual.txt", 28, $0.get32LE("udf:aed:/docs/manual.txt", 12))
                $0.sealUDF("udf:aed:/docs/manual.txt")
            },
            .passes("a chain that ends", .udfLongChain),
        ]
    }
}
