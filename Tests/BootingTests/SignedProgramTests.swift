import Bytes
import Digests
import DiscModel
import Foundation
import Signatures
import Specimens
import TestSupport
import Testing

@testable import Booting

/// What is read of signed programs, held against sbverify and pesign, and against bytes that nobody sane writes.
@Suite struct SignedProgramTests {
    static func program(_ bytes: [UInt8]) throws -> SignedProgram {
        var tree = FileTree(kind: .fat, encoding: .bytes, ownsExtents: true)
        tree.append(
            parent: 0, joinedName: "P.EFI".utf8, kind: .file, size: UInt64(bytes.count), record: -1)
        tree.addExtent(.init(offset: 0, length: UInt64(bytes.count), slack: 0))
        let volume = BootVolume(
            .disc, title: "the disc", label: nil, identifier: nil, views: [(tree: tree, isExact: true)],
            source: MemorySource(bytes))
        let file = try #require(volume.file(at: "/P.EFI"))
        return SignedProgram(ProgramFile(file: file, volume: volume, content: nil), digests: true)
    }

    // MARK: Peers

    /// Where Debian's packages put programs for UEFI, and where somebody says that there are more.
    private static let folders =
        [
            "/usr/lib/shim", "/usr/lib/grub", "/usr/lib/systemd/boot/efi", "/usr/libexec/fwupd/efi", "/boot",
        ] + [ProcessInfo.processInfo.environment["ISOCHECK_EFI"]].compactMap(\.self)

    static let installed: [String] = folders.flatMap { folder -> [String] in
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.sorted().map { "\(folder)/\($0)" }.filter { path in
            guard let head = try? FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: 0x400)
            else {
                return false
            }
            let at = head.count == 0x400 ? Int(head[0x3C]) | Int(head[0x3D]) << 8 : 0
            return head.starts(with: "MZ".utf8) && at < 0x300
                && head.dropFirst(at).starts(with: "PE\0\0".utf8)
        }
    }

    @Test(.needs("pesign", "sbverify")) func `hashes and signers are those that pesign and sbverify find`()
        throws
    {
        guard !Self.installed.isEmpty else {
            try skip("no programs for UEFI installed, such as those of the package shim-signed")
        }
        let pesign = try #require(Tool("pesign"))
        let sbverify = try #require(Tool("sbverify"))
        var signatures = 0
        for path in Self.installed {
            let program = try Self.program([UInt8](try Data(contentsOf: URL(filePath: path))))
            let hash = try pesign.run(["-h", "-d", "sha256", "-i", path]).text
            #expect(hash.contains("hash: \(program.digest?.hex ?? "none")"), "\(path)")
            let list = try sbverify.run(["--list", path]).text
            #expect(program.signatures.count == list.matches(of: /(?m)^signature \d+$/).count, "\(path)")
            let certificates = program.signatures.flatMap { $0.data?.certificates ?? [] }
            #expect(certificates.map(\.subject) == Self.names(after: "subject: ", in: list), "\(path)")
            #expect(certificates.map(\.issuer) == Self.names(after: "issuer:  ", in: list), "\(path)")
            let shown = try pesign.run(["-S", "-i", path]).text
            let signers = shown.matches(of: /The signer's common name is (.*)/).map { String($0.1) }
            #expect(program.signatures.compactMap { $0.data?.signer.subject } == signers, "\(path)")
            #expect(
                program.signatures.allSatisfy { $0.holds == true && $0.data?.isGenuine == true }, "\(path)")
            #expect(program.fault == nil && program.obstacle == nil, "\(path)")
            signatures += signers.count
        }
        print("compared \(Self.installed.count) programs with \(signatures) signatures")
    }

    private static func names(after word: String, in list: String) -> [String] {
        list.split(separator: "\n").filter { $0.contains(word) }.map { line in
            line.range(of: "/CN=").map { String(line[$0.upperBound...]) } ?? ""
        }
    }

    // MARK: Hostile

    private static let directory = 88 + 112 + 32
    private static func changed(_ change: (inout [UInt8]) -> Void) throws -> SignedProgram {
        var bytes = SignedEFIPrograms.shim
        change(&bytes)
        return try program(bytes)
    }

    @Test func `a table of signatures that lies about itself is a fault`() throws {
        #expect(try Self.changed { _ in }.fault == nil)
        #expect(
            try Self.changed { $0[Self.directory + 7] = 0x7F }.fault?.contains("table of signatures") == true)
        #expect(
            try Self.changed { $0[Self.directory + 3] = 0xFF }.fault?.contains("table of signatures") == true)
        let table = 2584
        for length: UInt32 in [0, 1, 8, .max] {
            let program = try Self.changed { bytes in
                for index in 0..<4 { bytes[table + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
            }
            #expect(program.fault?.contains("entry 1") == true, "\(length)")
        }
    }

    @Test func `as many sections as can be, and none, are no trap`() throws {
        #expect(try Self.changed { ($0[70], $0[71]) = (0xFF, 0xFF) }.obstacle != nil)
        #expect(try Self.changed { ($0[70], $0[71]) = (0, 0) }.signatures.first?.holds == false)
        #expect(try Self.changed { $0[328 + 19] = 0x7F }.fault?.contains("section 1") == true)
    }

    @Test func `nesting without an end and cut signatures are none`() {
        #expect(SignedData(Array(repeating: [0x30, 0x80] as [UInt8], count: 10_000).joined()) == nil)
        #expect(
            SignedData(
                Array(repeating: [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF] as [UInt8], count: 10_000).joined())
                == nil)
        #expect(SignedData([]) == nil && Certificate([UInt8]()) == nil)
        let table = SignedEFIPrograms.loader.dropFirst(1536 + 8)
        #expect(SignedData(table) != nil)
        for count in 0..<table.count - 16 where count % 7 == 0 {
            #expect(SignedData(table.prefix(count)) == nil)
        }
    }

    @Test func `changed programs are read to the end, and never hold`() throws {
        var chance = RandomBytes.seeded()
        for _ in 0..<2_000 {
            var bytes = SignedEFIPrograms.shim
            for _ in 0...chance.number(below: 4) {
                bytes[chance.number(below: bytes.count)] ^= UInt8(1 + chance.number(below: 255))
            }
            let program = try Self.program(bytes)
            _ = program.signatures.map { $0.data?.leads(to: $0.data?.signer ?? Self.anybody) }
        }
    }

    private static let anybody = Certificate(SignedEFIPrograms.certificate)!

    /// Four numbers: bytes of whom it trusts and of whom it refuses, and where they begin.
    @Test func `shim carries a certificate or lists`() throws {
        let shim = try Self.changed { _ in }
        #expect(shim.vendor?.trusted.certificates.map(\.subject) == ["Specimen CA"])
        #expect(shim.vendor?.denied == SignatureDatabase(digests: []))
        let digest = [UInt8](1...32)
        let kind: [UInt8] = [
            0x26, 0x16, 0xC4, 0xC1, 0x4C, 0x50, 0x92, 0x40, 0xAC, 0xA9, 0x41, 0xF9, 0x36, 0x93, 0x43, 0x28,
        ]
        let list = kind + [76, 0, 0, 0, 0, 0, 0, 0, 48, 0, 0, 0] + [UInt8](repeating: 7, count: 16) + digest
        let both = VendorTrust(Record([76, 0, 0, 0, 76, 0, 0, 0, 16, 0, 0, 0, 92, 0, 0, 0] + list + list))
        #expect(both.trusted.holds(digest) && both.denied.holds(digest))
        let hostile = VendorTrust(Record([UInt8](repeating: 0xFF, count: 64)))
        #expect(hostile.trusted.certificates.isEmpty && hostile.denied.certificates.isEmpty)
    }

    @Test func `a list of signatures is found behind what stands before it`() throws {
        let digest = [UInt8](1...32)
        let owner = [UInt8](repeating: 7, count: 16)
        let kind: [UInt8] = [
            0x26, 0x16, 0xC4, 0xC1, 0x4C, 0x50, 0x92, 0x40, 0xAC, 0xA9, 0x41, 0xF9, 0x36, 0x93, 0x43, 0x28,
        ]
        let list = kind + [76, 0, 0, 0, 0, 0, 0, 0, 48, 0, 0, 0] + owner + digest
        let date = [UInt8](repeating: 0, count: 16)
        let update = date + [32, 0, 0, 0, 0, 2, 0xF1, 0x0E] + [UInt8](repeating: 9, count: 24) + list
        for file in [list, [7, 0, 0, 0] + list, update] {
            #expect(try #require(SignatureDatabase(file)).holds(digest))
            #expect(try !#require(SignatureDatabase(file)).holds(owner + owner))
        }
        for count in 0..<list.count { #expect(SignatureDatabase(Array(list.prefix(count))) == nil) }
    }
}
