import Bytes
import DiscModel
import FileSystems
import Specimens

/// The components of SL fit the entry, and have flags that exist (RRIP 1.12, 4.1.3.1).
enum LinkComponentsAreSound: Rule {
    static let card = RuleCard(
        id: "rr-sl-malformed",
        title: "The components of a symbolic link fit and have proper flags",
        rationale: """
            A target is recorded step by step, each with flags and a length. A length beyond the entry has led readers \
            behind their buffer; flags that exclude each other make each reader show another target, Linux an empty or cut one.
            """,
        remedy:
            "Make or copy the image again; on an image of unknown origin suspect an attack on its reader.",
        severity: .error,
        clause: .rrip("4.1.3"))

    static func weigh(_ link: LinkRecord, in _: Disc, _ findings: inout Findings) {
        for entry in link.entries {
            func report(_ message: @autoclosure () -> String, _ severity: Severity? = nil) {
                findings.report(message(), at: link.use.place(entry), severity: severity)
            }
            if entry.length < 5 {
                report(
                    "an entry of the symbolic link (SL) is \(entry.length.of("byte")) long and has no flags")
            }
            if entry[SystemUseEntry.flags] & 0xFE != 0 {
                report(
                    "the flags of the symbolic link (SL) are \(entry[SystemUseEntry.flags]), of which only 1 is defined"
                )
            }
            let (components, cut) = RockRidge.components(of: entry)
            if cut { report("the last component of the symbolic link (SL) is longer than its entry") }
            for component in components {
                let special = [component.isCurrent, component.isParent, component.isRoot].count { $0 }
                if component.flags & 0x30 != 0 {
                    report(
                        "a component of the symbolic link (SL) is a volume's root or a host's name: flags \(component.flags)",
                        .note)
                }
                if component.flags & 0xC0 != 0 {
                    report("a component of the symbolic link (SL) has the undefined flags \(component.flags)")
                }
                if special > 1 {
                    report(
                        "a component of the symbolic link (SL) is more than one of \".\", \"..\" and \"/\": flags \(component.flags)"
                    )
                }
                if special > 0, component.recordedLength > 0 {
                    report(
                        "a component of the symbolic link (SL) has flags \(component.flags) and also \(component.recordedLength.of("byte")) of name"
                    )
                }
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("a component longer than the entry", .rockRidge, at: "susp:/LINK:SL") {
                $0.set8("susp:/LINK:SL", 6, 200)
            },
            .fires("a component that is \"..\" and has a name", .rockRidge, at: "susp:/LINK:SL") {
                $0.set8("susp:/LINK:SL", 5, 4)
            },
            .fires("undefined flags of the entry", .rockRidge, at: "susp:/LINK:SL") {
                $0.set(SystemUseEntry.flags, of: "susp:/LINK:SL", 8)
            },
            .passes("a sound link", .rockRidge),
        ]
    }
}
