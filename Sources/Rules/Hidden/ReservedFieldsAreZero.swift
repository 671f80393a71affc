import Bytes
import DiscModel
import FileSystems
import Specimens

/// Counts what stands in the reserved bytes of all descriptors, the boot record and the GPT headers.
enum ReservedFieldsAreZero: Rule {
    static let card = RuleCard(
        id: "hidden-reserved-fields",
        title: "No bytes are kept in reserved fields",
        rationale: """
            Descriptors, boot record and GPT headers have thousands of bytes that no program reads. Together they can \
            carry a message; singly each looks like a leftover.
            """,
        remedy: "Look at the bytes together; see also pvd-unused-nonzero and vd-terminator-not-blank.",
        severity: .note,
        profiles: Profile.forensicOnly,
        clause: .ecma119("8.2-8.6"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        var places: [Place] = []
        var total = 0
        func add(_ sector: Record, _ range: Range<Int>, _ field: String) {
            let count = sector.slice(range).count { $0 != 0 }
            guard count > 0 else { return }
            total += count
            places.append(
                sector.place(range.lowerBound, range.count, field: field).noting("\(count.of("byte"))"))
        }
        for descriptor in disc.iso?.descriptors ?? [] {
            // A boot record of another system uses the bytes that El Torito leaves unused.
            if descriptor.kind == .bootRecord, !descriptor.hasElToritoIdentifier { continue }
            for field in descriptor.fields where field.kind == .reserved {
                add(descriptor.record, field.range, descriptor.prefix + field.name)
            }
        }
        for table in disc.systemArea?.guidTables ?? [] {
            for field in table.fields where field.kind == .reserved {
                add(table.record, field.range, table.prefix + field.name)
            }
        }
        for place in places {
            findings.report(
                "\(total.of("byte")) of reserved fields \(total == 1 ? "is" : "are") not zero",
                expected: "zeros", at: place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a message in the boot record", .bootable, at: "boot-record", VolumeDescriptor.bootUnusedEnd
            ) {
                $0.set("boot-record", 200, Array("hello".utf8))
            },
            .passes("all zero", .everything),
        ]
    }
}
