import Bytes
import Containers
import DiscModel
import Foundation
import Inspection
import Rules
import Sectors
import Specimens
import TestSupport
import Testing

/// Containers that were cut, changed, or cannot be read: an answer, bounded work, and nothing else.
@Suite struct HostileContainerTests {
    static let seed = Seed.value
    /// Small ones, since each is opened hundreds of times.
    static let victims: [Case] = {
        let disc = WrappedDisc(Specimen.plain.bytes)
        return [
            Case("CUE", .cue(disc)), Case("TOC", .toc(disc)), Case("CCD", .cloneCD(disc)),
            Case("NRG 2", .nero(disc)),
            Case("NRG 1", .nero(disc, version: 1)), Case("CIF", .easyCD(disc)), Case("C2D", .winOnCD(disc)),
            Case("MDS", .alcohol(disc)), Case("CDI 2", .discJuggler(disc, version: 0x8000_0004)),
            Case("CDI 3.5", .discJuggler(disc)), Case("gzip", .gzip(Specimen.plain.bytes)),
            Case("CHD", .chd(disc)), Case("CHD of bytes", .chd(Specimen.plain.bytes)),
            Case("CHD of bytes, uncompressed", .chd(Specimen.plain.bytes, hasSums: false)),
            Case("CHD, version 2", .chd(Specimen.plain.bytes, version: 2)),
            Case("CHD, version 3", .chd(disc, version: 3)),
            Case("CHD, version 4", .chdOfParent(Specimen.plain.bytes, isThere: true, version: 4)),
            Case("CHD and parent", .chdOfParent(Specimen.plain.bytes, isThere: true)),
            Case("CSO", .cso(Specimen.plain.bytes)),
            Case("CSO 2", .cso(Specimen.plain.bytes, version: 2, blockBytes: 8_192, shift: 4)),
            Case("ZSO", .zso(Specimen.plain.bytes)), Case("DAX", .dax(Specimen.plain.bytes)),
            Case("DMG", .dmg(Specimen.plain.bytes)), Case("ISZ", .isz(Specimen.plain.bytes)),
            Case("ECM", .ecm(disc)), Case("ECM, Mode 2", .ecm(WrappedDisc(Specimen.plain.bytes, xa: true))),
            Case("E01", .evidence(Specimen.plain.bytes) { $0.tracks = [(16, false)] }),
            Case("E01 in two segments", .evidence(Specimen.plain.bytes) { $0.segmentCount = 2 }),
            Case("S01", .evidence(Specimen.plain.bytes) { $0.style = .smart }),
            Case("raw", .raw(disc)),
            Case(
                "raw 2056", .raw(WrappedDisc(Specimen.plain.bytes, xa: true), part: 16..<2072, leading: 100)),
        ]
    }()
    static let mutations =
        ProcessInfo.processInfo.environment["ISOCHECK_MUTATIONS"].flatMap { Int($0) } ?? 100

    /// SplitMix64.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Opens it; what is thrown has words.
    private func look(_ files: Wrapped, _ what: String) {
        do throws(InspectionError) {
            let opened = try Inspection.open(files.input)
            #expect(opened.map.size == opened.volume.size, "\(what)")
            // Every extent lies in its file and behind the one before it.
            var reached: LBA = 0
            for extent in opened.map.extents {
                let size = opened.sources[extent.source].bytes.size
                #expect(
                    extent.offset + extent.count * extent.layout.stride <= size && extent.first >= reached,
                    "\(what)")
                reached = extent.end
            }
        } catch {
            #expect(!error.description.isEmpty, "\(what)")
        }
    }

    /// The descriptor of a container: the parts of the opened file that are no sectors.
    private static func descriptor(_ files: Wrapped) -> [Int] {
        let size = files.bytes.count
        guard size > 16_384 else { return Array(0..<size) }
        let facts = try? Inspection.open(files.input).facts
        let ranges = facts?.structures.filter { $0.file == 0 } ?? []
        let inside = ranges.flatMap { Int($0.offset)..<min(size, Int($0.offset + min($0.length, 4_096))) }
        return inside.isEmpty ? Array(0..<512) + Array(size - 512..<size) : inside
    }

    @Test(arguments: victims) func `every cut descriptor has an answer`(_ item: Case) {
        let size = item.files.bytes.count
        let all = size <= 4_096 ? Array(0..<size) : Self.descriptor(item.files) + [0, 1, 12, size / 2]
        var chance = Chance(state: Self.seed)
        for length in all.shuffled(using: &chance).prefix(Self.mutations * 2) {
            look(item.files.with { $0.bytes = Array($0.bytes.prefix(length)) }, "\(item) cut to \(length)")
        }
    }

    @Test(arguments: victims) func `a changed descriptor has an answer`(_ item: Case) {
        let places = Self.descriptor(item.files)
        var chance = Chance(state: Self.seed &+ UInt64(item.files.bytes.count))
        for number in 0..<Self.mutations {
            let changed = item.files.with { files in
                for _ in 0...Int.random(in: 0...3, using: &chance) {
                    let at = places.randomElement(using: &chance) ?? 0
                    let numbers: [[UInt8]] = [
                        [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0x7F, 0xFF, 0xFF, 0xFF],
                        [0xFF, 0xFF, 0xFF, 0x7F],
                        [0, 0, 0, 0x80], [UInt8.random(in: 0...255, using: &chance)],
                    ]
                    for (index, byte) in (numbers.randomElement(using: &chance) ?? []).enumerated()
                    where at + index < files.bytes.count {
                        files.bytes[at + index] = byte
                    }
                }
            }
            look(changed, "\(item) mutation \(number), seed \(Self.seed)")
        }
    }

    @Test(arguments: victims) func `every failing read while opening has an answer`(
        _ item: Case
    ) {
        let counter = CountingSource(item.files.bytes)
        func input(_ source: any ByteSource) -> ImageInput {
            ImageInput(name: item.files.name, source: source, folder: MemoryFolder(item.files.siblings))
        }
        _ = try? Inspection.open(input(counter))
        #expect(counter.work.reads > 0)
        for number in 0..<min(counter.work.reads, 300) {
            let source = FailingSource(item.files.bytes, failing: number)
            do throws(InspectionError) {
                _ = try Inspection.open(input(source))
            } catch {
                #expect(error.description.contains("Input/output error"), "\(item), read \(number): \(error)")
            }
        }
    }

    // MARK: The whole inspection

    /// Looks at everything, content too; the answer comes within two seconds. Returns how long it took.
    @discardableResult
    private func inspect(_ input: ImageInput, _ what: String) -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        do throws(InspectionError) {
            let result = try Inspection(profile: .pedantic).inspect(input)
            #expect(!result.judgement.outcomes.isEmpty, "\(what)")
        } catch {
            #expect(!error.description.isEmpty, "\(what)")
        }
        let spent = start.duration(to: clock.now)
        #expect(spent < .seconds(2), "\(what): \(spent)")
        return spent
    }

    @Test(arguments: victims) func `the inspection of a changed container has an answer`(_ item: Case) {
        let places = Self.descriptor(item.files)
        var chance = Chance(state: Self.seed &+ 7 &+ UInt64(item.files.bytes.count))
        var slowest = Duration.zero
        for number in 0..<Self.mutations {
            let changed = item.files.with { files in
                for _ in 0...Int.random(in: 0...3, using: &chance) {
                    // Half of them in the descriptor, half anywhere.
                    let at =
                        Bool.random(using: &chance)
                        ? places.randomElement(using: &chance) ?? 0
                        : Int.random(in: 0..<files.bytes.count, using: &chance)
                    let run = UInt8.random(in: 0...255, using: &chance)
                    for place in at..<min(files.bytes.count, at + Int.random(in: 1...4, using: &chance)) {
                        files.bytes[place] = run
                    }
                }
            }
            slowest = max(
                slowest, inspect(changed.input, "\(item) mutation \(number), seed \(Self.seed)"))
        }
        print("container tests: \(item), \(Self.mutations) mutations, the slowest took \(slowest)")
    }

    @Test(arguments: victims) func `the inspection of a cut container has an answer`(_ item: Case) {
        let size = item.files.bytes.count
        let all = size <= 4_096 ? Array(0..<size) : Self.descriptor(item.files) + [0, 1, 12, size / 2]
        var chance = Chance(state: Self.seed &+ 8)
        for length in all.shuffled(using: &chance).prefix(Self.mutations) {
            inspect(
                item.files.with { $0.bytes = Array($0.bytes.prefix(length)) }.input,
                "\(item) cut to \(length)")
        }
    }

    @Test(arguments: victims) func `the inspection with a failing read has an answer`(_ item: Case) {
        let counter = CountingSource(item.files.bytes)
        func input(_ source: any ByteSource) -> ImageInput {
            ImageInput(name: item.files.name, source: source, folder: MemoryFolder(item.files.siblings))
        }
        inspect(input(counter), "\(item)")
        for number in 0..<min(counter.work.reads, Self.mutations * 2) {
            inspect(input(FailingSource(item.files.bytes, failing: number)), "\(item), read \(number)")
        }
    }

    // MARK: One clear answer

    static let refused: [(String, ImageInput, String)] = {
        let cue = Wrapped.cue(.init(Specimen.plain.bytes))
        func changed(_ old: String, _ new: String) -> Wrapped {
            cue.with {
                $0.replace(old, with: new)
                $0.siblings = [:]
            }
        }
        let long = cue.with { $0.bytes += [UInt8](repeating: 0x20, count: 10 << 20) }
        let ccd = Wrapped.cloneCD(.init(Specimen.plain.bytes)).with { $0.siblings = [:] }
        let mds = Wrapped.alcohol(.init(Specimen.plain.bytes))
        return [
            ("no BIN", changed("disc.bin", "gone.bin").input, "gone.bin, which is not beside it"),
            (
                "a path that leads outside", changed("disc.bin", "../../etc/passwd").input,
                "lies outside its folder"
            ),
            ("an absolute path", changed("disc.bin", "/etc/passwd").input, "lies outside its folder"),
            ("a sheet of 10 MB", long.input, "none is longer than"),
            ("a CCD without IMG", ccd.input, "disc.img, which is not beside it"),
            (
                "MDS version 2", mds.with { $0.bytes[16] = 2 }.input, "encrypted"
            ),
        ]
    }()

    @Test(arguments: 0..<6) func `what cannot be opened is told`(_ number: Int) {
        let (name, input, words) = Self.refused[number]
        #expect("\(name)") { try Inspection.open(input) } throws: { "\($0)".contains(words) }
    }

    @Test func `a footer that points at itself costs a finding`() throws {
        var bytes = Wrapped.nero(.init(Specimen.plain.bytes)).bytes
        let footer = UInt64(bytes.count - 12)
        bytes.replaceSubrange(
            bytes.count - 8..<bytes.count,
            with: (0..<8).map { UInt8(truncatingIfNeeded: footer >> (56 - 8 * $0)) })
        // The chunks before it are found without it.
        let result = try Inspection(quick: true).inspect(
            ImageInput(name: "disc.nrg", source: MemorySource(bytes)))
        #expect(result.format.hasPrefix(NeroImage.format.name))
        #expect(result.judgement.findings.contains { $0.rule.id == "container-lengths-disagree" })
    }

    @Test func `a chunk of four gigabytes ends the chunks`() throws {
        let files = Wrapped.nero(.init(Specimen.plain.bytes)).with { files in
            let name = Array("DAOX".utf8)
            let at = (0..<files.bytes.count - 4).last { files.bytes[$0..<$0 + 4].elementsEqual(name) } ?? 0
            files.bytes.replaceSubrange(at + 4..<at + 8, with: [0xFF, 0xFF, 0xFF, 0xFF])
        }
        let result = try Inspection(quick: true).inspect(files.input)
        #expect(result.judgement.findings.contains { $0.rule.id == "container-lengths-disagree" })
    }
}
