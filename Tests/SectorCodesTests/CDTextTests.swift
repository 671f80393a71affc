import Foundation
import SectorCodes
import TestSupport
import Testing

@Suite struct CDTextTests {
    /// The packs of `Corpus/sectors/reference.cdt`.
    static let packs: [CDTextPack] = {
        let file = Repository.corpus.appending(path: "sectors/reference.cdt")
        let bytes = (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
        return stride(from: 0, to: bytes.count, by: 18).compactMap { try? CDTextPack(bytes, at: $0) }
    }()

    @Test func `the checks of all packs hold, and of none with a wrong bit`() throws {
        #expect(Self.packs.count == 15)
        #expect(Self.packs.allSatisfy { $0.checkHolds })
        for pack in Self.packs {
            for bit in 0..<18 * 8 {
                var bytes = pack.bytes
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(try !CDTextPack(bytes).checkHolds)
            }
        }
    }

    @Test func `texts go on from pack to pack`() throws {
        let text = try #require(CDText.blocks(in: Self.packs).first)
        #expect(text.charset == .latin1)
        #expect(text.language == 9)
        #expect(
            (0...3).map { text.text(.title, track: $0) } == [
                "TestDiskTitle", "One", "The second title", "Ärger",
            ])
        #expect(text.text(.performer, track: 0) == "Somebody")
        #expect(text.text(.code, track: 0) == "1234567890128")
        #expect(text.text(.code, track: 3) == "USABC1234569")
        #expect(text.text(.title, track: 4) == nil)
    }

    @Test func `a TAB repeats the text of the track before`() throws {
        let text = try #require(CDText.blocks(in: Self.packs).first)
        #expect(
            (1...3).map { text.text(.performer, track: $0) } == [
                "Somebody Else", "Somebody Else", "Somebody Else",
            ])
    }

    @Test func `a pack that was lost takes only its own texts with it`() throws {
        var packs = Self.packs
        packs.remove(at: 1)
        let text = try #require(CDText.blocks(in: packs).first)
        #expect(text.text(.title, track: 3) == "Ärger")
        #expect(text.text(.performer, track: 1) == "Somebody Else")
        #expect(text.text(.title, track: 1) == nil)
    }

    @Test func `what is no CD-Text is no text, and ends`() throws {
        var random = RandomBytes.seeded()
        for _ in 0..<200 {
            let packs = (0..<20).compactMap { _ in
                // Unchecked, so that nothing but the content decides.
                let bytes = [0x80 + UInt8(random.number(below: 16))] + random.next(count: 15) + [0, 0]
                return try? CDTextPack(bytes)
            }
            for block in CDText.blocks(in: packs) { #expect(block.texts.keys.allSatisfy { $0.track < 100 }) }
        }
        #expect(CDText.blocks(in: []).isEmpty)
    }
}
