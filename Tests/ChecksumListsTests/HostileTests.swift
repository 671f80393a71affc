import ChecksumLists
import Digests
import Foundation
import TestSupport
import Testing

enum Trial {
    static func seeds(_ count: UInt64) -> [UInt64] { (0..<count).map { Seed.value &+ $0 } }
}

@Suite struct HostileTests {
    /// What holds of every list, whatever it was read from.
    private func check(_ list: ChecksumList, of bytes: [UInt8], _ hint: String) {
        let lines = bytes.count { $0 == 0x0A } + 1
        for entry in list.entries {
            #expect(entry.offset >= 0 && entry.offset < bytes.count, "\(hint)")
            #expect(entry.line >= 1 && entry.line <= lines, "\(hint)")
            #expect(!entry.name.contains(0) && entry.name.isEmpty == (entry.format == .lone), "\(hint)")
            if let path = try? entry.path() {
                let parts = path.split(separator: 0x2F, omittingEmptySubsequences: false)
                #expect(parts.first?.isEmpty == true && !parts.contains(Array("..".utf8)[...]), "\(hint)")
            }
        }
        for problem in list.problems {
            #expect(problem.offset >= 0 && problem.offset <= bytes.count, "\(hint)")
            #expect(problem.line >= 1 && problem.line <= lines, "\(hint)")
            #expect(!problem.description.isEmpty)
        }
        if let signature = list.signature {
            for range in [signature.message, signature.text, signature.armour] {
                #expect(range.upperBound <= bytes.count, "\(hint)")
            }
        }
        _ = list.entries(naming: "a.iso")
    }

    @Test(arguments: Variant.all) func `every prefix of a variant is survived`(_ variant: Variant) {
        let whole = ChecksumList.parse(variant.bytes, named: variant.file)
        let isUTF16 = whole?.problems.contains { $0.what == .utf16 } ?? false
        for count in 0..<min(variant.bytes.count, 1500) {
            let prefix = Array(variant.bytes.prefix(count))
            guard let list = ChecksumList.parse(prefix, named: variant.file), !isUTF16 else { continue }
            check(list, of: prefix, "\(variant.what), \(count) bytes")
            // What was said of whole lines does not change with what follows, sizes apart.
            let complete = (prefix.lastIndex(of: 0x0A) ?? -1) + 1
            let known = list.entries.filter { $0.offset < complete }.map { "\($0.line) \($0.name)" }
            let later = whole?.entries.filter { $0.offset < complete }.map { "\($0.line) \($0.name)" }
            #expect(known == later, "\(variant.what), \(count) bytes")
        }
    }

    @Test(arguments: Trial.seeds(20)) func `mutations are survived`(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let samples = Variant.all.filter { $0.bytes.count < 4000 }
        for round in 0..<150 {
            let (first, second) = (
                try #require(samples.randomElement(using: &dice)),
                try #require(samples.randomElement(using: &dice))
            )
            var bytes = first.bytes
            if Bool.random(using: &dice) { bytes += second.bytes }
            for _ in 0..<Int.random(in: 1...12, using: &dice) where !bytes.isEmpty {
                let at = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0..<5, using: &dice) {
                case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &dice)
                case 1: bytes[at] = Array("\n\r\\ *()=:;#%[],\"-\0".utf8).randomElement(using: &dice) ?? 0
                case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &dice)))
                case 3: bytes.insert(contentsOf: bytes[at...].prefix(60), at: at)
                default: bytes.removeSubrange(at...)
                }
            }
            let name = Bool.random(using: &dice) ? first.file : second.file
            if let list = ChecksumList.parse(bytes, named: name) {
                check(list, of: bytes, "seed \(seed), round \(round)")
            }
        }
    }

    @Test(arguments: Trial.seeds(10)) func `noise is no list`(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        for count in [64, 500, 5000, 100_000] {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &dice) }
            for name in ["a.iso", "SHA256SUMS", ".treeinfo"] {
                #expect(ChecksumList.parse(bytes, named: name) == nil, "seed \(seed), \(count) bytes")
            }
        }
    }

    @Test func `limits are met and said`() throws {
        var limits = ChecksumList.Limits()
        limits.lines = 3
        let line = "\(Sum.md5.hex)  a\n"
        let five = Array(String(repeating: line, count: 5).utf8)
        var list = try #require(ChecksumList.parse(five, named: "MD5SUMS", limits: limits))
        #expect(list.entries.count == 3)
        #expect(list.problems.map(\.description) == [problem(.tooManyLines(3), line: 4)])
        #expect(list.problems.map(\.offset) == [3 * line.utf8.count])

        limits = ChecksumList.Limits()
        limits.bytes = 2 * line.utf8.count + 34
        list = try #require(ChecksumList.parse(five, named: "MD5SUMS", limits: limits))
        #expect(list.entries.count == 2, "the cut line is not read")
        #expect(list.problems.map(\.what) == [.tooManyBytes(limits.bytes)])

        limits = ChecksumList.Limits()
        limits.lineBytes = 40
        let long = Array("\(Sum.md5.hex)  a long name\n\(line)".utf8)
        list = try #require(ChecksumList.parse(long, named: "MD5SUMS", limits: limits))
        #expect(list.entries.map(\.line) == [2])
        #expect(list.problems.map(\.what) == [.lineTooLong(45)])
    }

    @Test func `a list within the limits is whole, one beyond them is not`() throws {
        let lines = ChecksumList.Limits().lines
        let list = try #require(
            ChecksumList.parse([UInt8](repeating: 0x0A, count: lines + 1), named: "MD5SUMS"))
        #expect(list.problems.map(\.what) == [.tooManyLines(lines)])
        let whole = try #require(ChecksumList.parse([UInt8](repeating: 0x0A, count: lines), named: "MD5SUMS"))
        #expect(whole.problems.isEmpty)
        let name = [UInt8](repeating: 0x61, count: ChecksumList.Limits().lineBytes - 34)
        let longest = Array("\(Sum.md5.hex)  ".utf8) + name
        #expect(ChecksumList.parse(longest, named: "MD5SUMS")?.entries.first?.name == name)
        #expect(
            ChecksumList.parse(longest + [0x61], named: "MD5SUMS")?.problems.map(\.what)
                == [.lineTooLong(longest.count + 1)])
    }
}
