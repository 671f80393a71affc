import Bytes
import Comparison
import Containers
import DiscModel
import FileSystems
import Inspection
import Readers
import Reporting
import Specimens
import Testing

/// A made-up file system, as small as one can be: "TOYFS", the number of files, then for each file eight bytes: its block,
/// its length, and a letter for its name. All numbers take a byte, blocks are units of the window.
private struct ToyFileSystem: WindowReader {
    static let roles: Set<InnerWindow.Role> = [.bootImage, .partition]

    func read(_ context: WindowContext) -> ToyFacts? {
        let window = context.window
        var gaps: [Gap] = []
        let head = window.part(
            0, Int(window.unit), for: .content, window.place(0, window.unit, field: "toy"), gaps: &gaps)
        guard head.has("TOYFS", at: 0) else { return nil }
        var tree = FileTree(
            kind: .supplementary, encoding: .bytes, ownsExtents: true, recorded: Array(head.bytes))
        for index in 0..<min(Int(head.u8(5)), 16) {
            let at = 8 + index * 8
            let length = UInt64(head.u8(at + 1))
            tree.append(parent: 0, name: at + 2..<at + 3, kind: .file, size: length, record: Int32(index))
            tree.addExtent(window.extent(UInt64(head.u8(at)) * window.unit, length))
        }
        return ToyFacts(
            head: head, trees: [tree],
            claims: [window.claim(.directory, 0, window.unit, "the toy's directory")], gaps: gaps)
    }
}

private struct ToyFacts: Facts {
    let head: Record
    let trees: [FileTree]
    let claims: [Claim]
    let gaps: [Gap]
}

/// What lies in a window of a disc, found by a reader that nobody but this test knows.
@Suite struct NestedVolumeTests {
    /// A bootable image whose image for UEFI holds a toy of two files, in blocks of 512 bytes.
    private static let specimen = Specimen.bootable.with {
        $0.fill("efi-image", count: 4096, with: 0)
        $0.set("efi-image", 0, Array("TOYFS\u{2}".utf8))
        $0.set("efi-image", 8, [2, 100, 0x41])
        $0.set("efi-image", 16, [3, 200, 0x42])
    }

    private static func examine(_ bytes: [UInt8], adding toy: Bool = true) throws -> Disc {
        let inspection = Inspection(scope: .structure)
        let image = try Inspection.open(ImageInput(name: "x.iso", source: MemorySource(bytes)))
        let readers = inspection.readers(for: image, beside: MemoryFolder())
        return inspection.examine(image, by: (toy ? [ToyFileSystem()] : []) + readers)
    }

    private static var base: UInt64 { UInt64(specimen.offset("efi-image")) }

    @Test func `a boot image is a volume with places of the disc`() throws {
        let disc = try Self.examine(Self.specimen.bytes)
        let volume = try #require(disc.nested.first)
        #expect(disc.nested.count == 1 && volume.isInside)
        #expect(volume.window.title.text == "the boot image for UEFI")
        #expect(volume.disc.facts(ToyFacts.self)?.head.place(5, 1).offset == Self.base + 5)
        let tree = try #require(volume.disc.shownTree)
        #expect(tree.extents.map(\.offset) == [Self.base + 1024, Self.base + 1536])
    }

    @Test func `it has a map of its own and overlaps nothing around it`() throws {
        let disc = try Self.examine(Self.specimen.bytes)
        let plain = try Self.examine(Self.specimen.bytes, adding: false)
        #expect(disc.map.spans == plain.map.spans)
        let map = try #require(disc.nested.first?.disc.map)
        #expect(map.overlaps(limit: 9).isEmpty)
        #expect(map.unclaimed.first == .init(offset: Self.base + 512, length: 512))
        #expect(map.claimedBytes + map.unclaimed.reduce(0) { $0 + $1.length } == map.size)
    }

    @Test func `map --at goes into it`() throws {
        let text = MapListing.text(try Self.examine(Self.specimen.bytes), at: Self.base + 1600)
        #expect(text.contains("in the boot image for UEFI"))
        #expect(text.contains("/B [supplementary]"))
    }

    @Test func `a lost sector names the file in it`() throws {
        let disc = try Self.examine(Self.specimen.bytes)
        var other = Self.specimen.bytes
        other[Int(Self.base) + 1536] ^= 1
        let readback = StoredReadback(MemorySource(other), manner: "memory")
        let comparison = Comparer(image: MemorySource(Self.specimen.bytes), readback: readback).run()
        let names = comparison.attributed(to: disc).losses.files.map(\.name.text)
        #expect(names.contains { $0.hasPrefix("/BOOT/EFI.IMG") })
        #expect(names.contains { $0 == "/B in the boot image for UEFI" })
    }

    @Test func `a partition is a window too`() throws {
        let specimen = Specimen.plain.with {
            $0.append(Array("TOYFS\u{1}\0\0\u{1}\u{20}C".utf8) + [UInt8](repeating: 0, count: 4096))
            $0.set("system-area", 510, [0x55, 0xAA])
            let block = UInt32(Specimen.plain.bytes.count / 512)
            $0.set("system-area", 446, [0, 0, 0, 0, 0x0B, 0, 0, 0])
            $0.set32LE("system-area", 454, block)
            $0.set32LE("system-area", 458, 4)
        }
        let disc = try Self.examine(specimen.bytes)
        let volume = try #require(disc.nested.first)
        #expect(volume.window.title.text == "partition 1")
        #expect(volume.disc.map.run == .init(offset: UInt64(Specimen.plain.bytes.count), length: 2048))
    }
}

/// Windows on bytes at any place, in blocks of any size.
@Suite struct WindowTests {
    private static let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 / 100) }

    @Test(arguments: [512, 1024, 2048, 4096] as [UInt64], [0, 512, 4096, 10_000] as [UInt64])
    func `bytes, places and claims are those of the disc`(unit: UInt64, base: UInt64) throws {
        let window = Window(
            .partition, on: MemorySource(Self.bytes), from: base, length: 9_000, unit: unit)
        #expect(try window.bytes(at: 100, count: 50) == Array(Self.bytes[Int(base) + 100..<Int(base) + 150]))
        #expect(window.place(7, 3).offset == base + 7)
        let claim = window.claim(.file, unit, 10, "x")
        #expect(claim.offset == base + unit && claim.slack == unit - 10)
        #expect(window.extent(unit, unit + 1).slack == UInt32(unit - 1))
    }

    @Test func `a window ends where its bytes end`() throws {
        let window = Window(.file, on: MemorySource(Self.bytes), from: 19_000, length: 5_000)
        #expect(window.size == 1_000)
        #expect(try window.bytes(at: 990, count: 50).count == 10)
        #expect(try window.bytes(at: 1_000, count: 1).isEmpty)
        #expect(Window(.file, on: MemorySource(Self.bytes), from: .max).size == 0)
    }

    @Test func `an inner window stays inside`() {
        let window = Window(.disc, on: MemorySource(Self.bytes), length: 10_000)
        let inner = window.inner(.partition, 9_000, .max, unit: 512, title: DisplayName("p"))
        #expect(inner.run == .init(offset: 9_000, length: 1_000))
        #expect(window.window(inner)?.run == inner.run)
        let outside = InnerWindow(
            .partition, .init(offset: 10_000, length: 1), unit: 512, title: DisplayName("p"))
        #expect(window.window(outside) == nil)
    }
}
