import Checksums
import DiscModel
import Foundation
import Rules
import Surveys
import TestSupport
import Testing

/// Agreement with xorriso on images that it wrote with `-md5 on`, whole and damaged, and the right file each time.
@Suite struct LibisofsTests {

    /// `-md5 on` must come before the device, or xorriso loads no sums and calls every file a mismatch.
    private func xorriso(_ arguments: [String]) throws -> Tool.Output {
        try #require(Tool("xorriso")).run(["-abort_on", "NEVER", "-md5", "on"] + arguments)
    }

    /// An image of one or more sessions.
    private func image(_ workshop: Workshop, sessions: Int, _ dice: inout Dice) throws -> [UInt8] {
        for session in 0..<sessions {
            try workshop.grow("tree\(session)", files: 12, longest: 20_000, &dice)
            _ = try xorriso([
                session == 0 ? "-outdev" : "-dev", workshop.path("a.iso"), "-padding", "0", "-map",
                workshop.path("tree\(session)"), "/s\(session)", "-commit",
            ])
        }
        return try workshop.bytes("a.iso")
    }

    private enum Opinion: Equatable {
        /// It refuses to load the tree because a sum of descriptors or directories fails.
        case refuses
        /// It loads the tree but trusts no sum of a file.
        case noSums
        case mismatches(Set<String>)
    }

    private func opinion(_ image: [UInt8], _ workshop: Workshop) throws -> Opinion {
        try workshop.write(image, "b.iso")
        let said = try xorriso(["-indev", workshop.path("b.iso"), "-check_md5_r", "sorry", "/", "--"])
        let text = said.text + said.errors
        if text.contains("Cannot read ISO image tree") || text.contains("No ISO 9660 image")
            || text.contains("Media status : is blank")
        {
            return .refuses
        }
        if text.contains("There is no MD5 checksum array loaded") { return .noSums }
        let names = text.split(separator: "\n").filter { $0.hasPrefix("MD5 MISMATCH: '") }
        return .mismatches(Set(names.map { String($0.dropFirst("MD5 MISMATCH: '".count).dropLast()) }))
    }

    @Test(.needs("xorriso"), arguments: [1, 3])
    func `whole and damaged copies get the verdict of xorriso`(_ sessions: Int) throws {
        let seed = Seed.of(#function)
        var dice = Dice(seed: seed)
        let workshop = try Workshop()
        let whole = try image(workshop, sessions: sessions, &dice)
        #expect(try opinion(whole, workshop) == .mismatches([]))
        let clean = Verdict(whole)
        #expect(clean.disc?.checksums.allSatisfy { $0.state == .verified } == true)
        #expect(clean.disc?.checksums.count == 3 * sessions + 1 + 12 * sessions)
        for _ in 0..<50 {
            let offsets = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
                Int.random(in: 0..<whole.count, using: &dice)
            }
            let damaged = whole.flipping(offsets, &dice)
            let verdict = Verdict(damaged)
            let note = Comment(rawValue: "seed \(seed), bits at \(offsets)")
            switch try opinion(damaged, workshop) {
            case .refuses:
                // Sums of the beginning fail, or there is nothing that could be read.
                #expect(
                    verdict.disc?.iso9660Tree == nil
                        || verdict.has("checksum-libisofs-superblock", "checksum-libisofs-tree"), note)
            case .noSums:
                #expect(
                    verdict.has("checksum-libisofs-array-self")
                        || verdict.disc?.facts(LibisofsFacts.self)?.array == nil,
                    note)
            case .mismatches(let paths):
                #expect(verdict.paths("checksum-libisofs-file-md5") == paths, note)
            }
            // What xorriso has no sum for, or does not look at unless asked, must not be missed either.
            let covered = clean.disc?.facts(LibisofsFacts.self)?.tags.contains { tag in
                offsets.contains { tag.tag.range.contains(UInt64($0)) }
            }
            if covered == true, verdict.disc != nil {
                #expect(
                    verdict.has(
                        "checksum-libisofs-superblock", "checksum-libisofs-tree", "checksum-libisofs-session",
                        "checksum-libisofs-array-self", "checksum-libisofs-file-md5")
                        || verdict.disc?.facts(LibisofsFacts.self) == nil, note)
            }
        }
    }

    @Test(.needs("xorriso"))
    func `one bit in each of fifty files: the named file is the right one`() throws {
        let seed = Seed.of(#function)
        var dice = Dice(seed: seed)
        let workshop = try Workshop()
        try workshop.grow("tree", files: 60, longest: 9_000, &dice)
        _ = try xorriso([
            "-outdev", workshop.path("a.iso"), "-padding", "0", "-map", workshop.path("tree"), "/", "-commit",
        ])
        let whole = try workshop.bytes("a.iso")
        let disc = try #require(Verdict(whole).disc)
        let files = FileList(of: disc).entries.filter { $0.kind == .file && $0.size > 0 }
        for file in files.shuffled(using: &dice).prefix(50) {
            let extent = try #require(file.extents.first)
            let offset = Int.random(in: Int(extent.offset)..<Int(extent.end), using: &dice)
            let verdict = Verdict(whole.flipping([offset], &dice))
            #expect(
                verdict.paths("checksum-libisofs-file-md5") == [file.path.text],
                "seed \(seed), bit at \(offset)")
            #expect(
                verdict.findings("checksum-libisofs-session").first?.message.contains(file.path.text) == true)
        }
    }

    @Test(
        .needs("xorriso", "implantisomd5"))
    func `a sum implanted afterwards is recognised as what broke the superblock tag`() throws {
        var dice = Dice(seed: 1)
        let workshop = try Workshop()
        try workshop.grow("tree", files: 5, longest: 50_000, &dice)
        _ = try #require(Tool("xorriso")).run([
            "-as", "mkisofs", "--md5", "-R", "-o", workshop.path("a.iso"), workshop.path("tree"),
        ])
        _ = try #require(Tool("implantisomd5")).run([workshop.path("a.iso")])
        let image = try workshop.bytes("a.iso")
        #expect(try opinion(image, workshop) == .refuses)
        let verdict = Verdict(image)
        #expect(verdict.findings("checksum-libisofs-superblock").map(\.severity) == [.note])
        #expect(verdict.disc?.checksums.allSatisfy { $0.state == .verified } == true)
    }
}

extension Disc {
    fileprivate var iso9660Tree: FileTree? { tree(.iso9660) }
}
