import Bytes
import DiscModel
import FileSystems
import Specimens

/// NM has flags that exist and do not exclude each other (RRIP 1.12, 4.1.4).
enum NamesAreSound: Rule {
    static let card = RuleCard(
        id: "rr-nm-malformed",
        title: "NM has proper flags",
        rationale: """
            NM gives the name and a byte of flags: the name goes on, it is \".\", it is \"..\". Flags that exclude each other, \
            or special flags together with a name, make each reader show another name: Linux falls back to the short one.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: .rrip("4.1.4"))

    private static let current: UInt8 = 2, parent: UInt8 = 4
    /// Meant the name of the machine before RRIP 1.12.
    private static let host: UInt8 = 0x20
    private static let undefined: UInt8 = 0xD8

    static var concerns: RecordTraits { .unusualNameParts }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.nm) else { return }
        for entry in use.entries where entry.signature == .nm {
            let flags = entry[SystemUseEntry.flags]
            if flags & ~1 == 0, entry.length >= 5 { continue }
            func report(_ message: @autoclosure () -> String, _ severity: Severity? = nil) {
                findings.report(message(), at: use.place(entry, SystemUseEntry.flags), severity: severity)
            }
            if entry.length < 5 {
                report("the entry with the name (NM) is \(entry.length.of("byte")) long and has no flags")
            }
            if flags & undefined != 0 {
                report("the entry with the name (NM) has the undefined flags \(flags)")
            }
            if flags & host != 0 {
                report("the entry with the name (NM) says that it is the host's, by flag \(host)", .note)
            }
            if (flags & 7).nonzeroBitCount > 1 {
                report("the flags of the entry with the name (NM) exclude each other: \(flags)")
            }
            if flags & (current | parent) != 0, entry.length > 5 {
                report(
                    "the entry with the name (NM) has flags \(flags), which stand for a name by themselves, and also a name of \((entry.length - 5).of("byte"))"
                )
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("\"..\" and a name", .rockRidge, at: "susp:/README.TXT:NM", SystemUseEntry.flags) {
                $0.set(SystemUseEntry.flags, of: "susp:/README.TXT:NM", 4)
            },
            .fires("an undefined flag", .rockRidge, at: "susp:/README.TXT:NM", SystemUseEntry.flags) {
                $0.set(SystemUseEntry.flags, of: "susp:/README.TXT:NM", 0x10)
            },
            .fires(
                "the host's name of old discs, a note", .rockRidge, at: "susp:/README.TXT:NM",
                SystemUseEntry.flags,
                severity: .note
            ) {
                $0.set(SystemUseEntry.flags, of: "susp:/README.TXT:NM", 0x20)
            },
            .passes("names, one of them in two parts", .continuation),
        ]
    }
}
