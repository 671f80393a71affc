import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import SectorCodes
import Specimens
import Testing

/// Raw sectors of which some are missing, too many, or in the place of others; and what a sheet says of places.
@Suite struct MissingSectorTests {
    private static let sectors = Specimen.plain.bytes.count / 2048

    private static func judge(_ files: Wrapped) throws -> Judgement {
        RuleBook.judge(try Inspection().examine(files.input).disc, on: Terms())
    }

    private static func raw(xa: Bool = false, _ change: (inout [UInt8]) -> Void) -> Wrapped {
        Wrapped.raw(WrappedDisc(Specimen.plain.bytes, xa: xa)).with { change(&$0.bytes) }
    }

    private static func sector(_ number: Int) -> Range<Int> { number * 2352..<(number + 1) * 2352 }

    private static let broken: [(String, Wrapped, [String])] = [
        (
            "one missing", raw { $0.removeSubrange(sector(22)) },
            ["1 sector is missing behind LBA 21 (headers jump from LBA 21 to 23)"]
        ),
        (
            "five missing", raw { $0.removeSubrange(22 * 2352..<27 * 2352) },
            ["5 sectors are missing behind LBA 21 (headers jump from LBA 21 to 27)"]
        ),
        (
            "the same of CD-ROM XA", raw(xa: true) { $0.removeSubrange(22 * 2352..<27 * 2352) },
            ["5 sectors are missing behind LBA 21 (headers jump from LBA 21 to 27)"]
        ),
        (
            "one twice", raw { $0.insert(contentsOf: $0[sector(22)], at: 23 * 2352) },
            ["1 sector stands there too many from LBA 23 on (headers jump from LBA 22 to 22)"]
        ),
        (
            "one missing, later one twice",
            raw {
                $0.insert(contentsOf: $0[sector(80)], at: 81 * 2352)
                $0.removeSubrange(sector(22))
            },
            [
                "1 sector is missing behind LBA 21", "1 sector stands there too many from LBA 80 on",
            ]
        ),
        (
            "one in the place of another", raw { $0.replaceSubrange(sector(24), with: $0[sector(40)]) },
            ["sector 24: its header names LBA 40"]
        ),
        (
            "one missing behind a damaged one",
            raw {
                $0.replaceSubrange(21 * 2352 + 16..<21 * 2352 + 1200, with: repeatElement(0x55, count: 1184))
                $0.removeSubrange(sector(22))
            }, ["1 sector is missing behind LBA 21"]
        ),
    ]

    // MARK: What looks like it and is none

    private static let sound: [(String, Wrapped)] = [
        (
            "two sectors of run-out behind the volume, which nobody wrote",
            raw { bytes in
                for lba in [sectors, sectors + 1] {
                    guard let msf = MSF(lba: lba) else { continue }
                    bytes += bytes[..<12] + SectorHeader(msf: msf, mode: 1).bytes
                    bytes += [UInt8](repeating: 0, count: 2336)
                }
            }
        ),
        ("a first pregap that is stored", .cue(WrappedDisc(Specimen.plain.bytes).withPregap)),
        (
            "the same without headers",
            .cue(WrappedDisc(Specimen.plain.bytes).withPregap, mode: "MODE1/2048")
        ),
    ]

    @Test(arguments: sound.indices) func `what nobody misses is not lost`(_ number: Int) throws {
        let (name, files) = Self.sound[number]
        let loud = try Self.judge(files).findings.filter { $0.counts && $0.severity > .note }
        #expect(loud.isEmpty, "\(name): \(loud.map(\.message))")
    }

    @Test(arguments: [12, 13, 14]) func `a header alone that is wrong hurts no data`(_ byte: Int) throws {
        let judgement = try Self.judge(Self.raw { $0[22 * 2352 + byte] ^= 1 })
        let loud = judgement.findings.filter { $0.counts && $0.severity > .note }
        #expect(loud.map(\.rule.id) == ["sector-header-msf"] && loud.first?.severity == .warning)
        #expect(judgement.word.state == .okWithWarnings)
    }

    @Test(arguments: broken.indices) func `it is an error with the files that it damages`(_ number: Int)
        throws
    {
        let (name, files, messages) = Self.broken[number]
        let judgement = try Self.judge(files)
        let findings = judgement.findings.filter { $0.rule.id == "sector-sequence" }
        #expect(findings.map(\.severity) == [.error], "\(name)")
        let told = (findings.map(\.message) + findings.flatMap(\.places).compactMap(\.note)).joined(
            separator: "\n")
        for message in messages { #expect(told.contains(message), "\(name): \(told)") }
        #expect(judgement.word.state == .damaged, "\(name)")
        #expect(
            !judgement.findings.contains {
                $0.counts && $0.rule.id == "sector-header-msf" && $0.severity > .note
            })
        #expect(
            !judgement.findings.contains {
                $0.counts && $0.rule.id == "image-truncated" && $0.severity > .note
            })
    }

    @Test func `what is converted of it is damaged, too`() throws {
        for (_, files, _) in Self.broken.prefix(4) {
            let damage = try Conversion(try Inspection.open(files.input), .whole).run { _, _ in }
            #expect(damage.displaced > 0)
            #expect(!damage.wrong.isEmpty)
            var terms = Terms()
            terms.losses = damage.wrong.map { $0.lowerBound * 2048..<$0.upperBound * 2048 }
            let sound = try Inspection().examine(Wrapped(name: "disc.iso", bytes: Specimen.plain.bytes).input)
                .disc
            let judgement = RuleBook.judge(sound, on: terms)
            #expect(judgement.verdict == .fail)
            #expect(judgement.word.state == .damaged)
            #expect(judgement.damage?.files.isEmpty == false)
        }
    }

    @Test func `a sound conversion has nothing wrong`() throws {
        for files in [
            Wrapped.raw(.init(Specimen.plain.bytes)), .raw(.init(Specimen.plain.bytes, xa: true)),
            .cue(.init(Specimen.plain.bytes)),
        ] {
            let damage = try Conversion(try Inspection.open(files.input), .whole).run { _, _ in }
            #expect(damage.wrong.isEmpty)
            #expect(damage.displaced == 0)
        }
    }

    @Test func `headers that a sheet contradicts are told once`() throws {
        let moved = Wrapped.gdi(Specimen.plain.bytes).siblings["track03.bin"] ?? []
        let sheets = [
            Wrapped(
                name: "disc.cue",
                bytes: Array(
                    "FILE \"disc.bin\" BINARY\r\n  TRACK 01 MODE1/2352\r\n    INDEX 01 00:00:00\r\n".utf8),
                siblings: ["disc.bin": moved]),
            Wrapped(
                name: "disc.toc", bytes: Array("CD_ROM\r\nTRACK MODE1_RAW\r\nDATAFILE \"disc.bin\"\r\n".utf8),
                siblings: ["disc.bin": moved]),
            Wrapped.cue(.init(Specimen.plain.bytes)).with {
                $0.replace("    INDEX 01", with: "    PREGAP 00:02:00\r\n    INDEX 01")
            },
            Wrapped.gdi(Specimen.plain.bytes).with { $0.replace("3 45000", with: "3 45150") },
        ]
        for files in sheets {
            let judgement = try Self.judge(files)
            let told = judgement.findings.filter {
                $0.counts
                    && ["container-position-disagree", "sector-header-msf", "sector-sequence"].contains(
                        $0.rule.id)
            }
            #expect(told.count == 1, "\(files.name): \(told.map(\.message))")
        }
    }
}
