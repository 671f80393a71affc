import Bytes
import DiscModel
import Foundation
import Inspection
import Rules
import Specimens
import Testing

@Suite struct RTMutation {
    func keys(_ image: [UInt8]) -> Set<String> {
        guard let r = try? Inspection(profile: .pedantic, quick: true).inspect(MemorySource(image), named: "x.iso") else { return ["unreadable"] }
        return Set(r.judgement.findings.map { "\($0.rule) \($0.tree?.rawValue ?? "") \($0.count) \($0.severity) \($0.message)" })
    }
    @Test func flips() {
        guard let what = ProcessInfo.processInfo.environment["RT_FLIP"] else { return }
        let specimen = Specimen.everything
        let base = keys(specimen.bytes)
        print("BASE", base.sorted().joined(separator: "\nBASE "))
        var regions: [(String, Int, Int)] = []
        for (name, at) in specimen.landmarks.sorted(by: { $0.value < $1.value }) {
            if what.contains("susp"), name.hasPrefix("susp:") { regions.append((name, at, Int(specimen.bytes[at + 2]))) }
            if what.contains("svd"), name.hasPrefix("svd:record:") { regions.append((name, at, Int(specimen.bytes[at]))) }
            if what.contains("evd"), name.hasPrefix("evd:record:") { regions.append((name, at, Int(specimen.bytes[at]))) }
            if what.contains("zis"), name == "data:/PACKED.TXT" { regions.append((name, at, 28)) }
            if what.contains("desc"), name == "svd" { regions.append((name, at, 1400)) }
        }
        var total = 0, missed = 0
        for (name, at, count) in regions {
            var lost: [String] = []
            for byte in 0..<count {
                for bit in 0..<8 {
                    var image = specimen.bytes
                    image[at + byte] ^= 1 << UInt8(bit)
                    total += 1
                    if keys(image) == base { missed += 1; lost.append("\(byte).\(bit)") }
                }
            }
            if !lost.isEmpty { print("MISS", name, lost.joined(separator: " ")) }
        }
        print("TOTAL", total, "MISSED", missed)
    }
    @Test func random() {
        guard let n = ProcessInfo.processInfo.environment["RT_FUZZ"].flatMap(Int.init) else { return }
        var rng = SystemRandomNumberGenerator()
        let specimen = Specimen.everything
        for _ in 0..<n {
            var image = specimen.bytes
            for _ in 0..<Int.random(in: 1...40, using: &rng) {
                let at = Int.random(in: 32768..<(150_000), using: &rng)
                image[at] = [0, 1, 0xFF, 0x7F, 0x80, UInt8.random(in: 0...255, using: &rng)].randomElement(using: &rng)!
            }
            _ = keys(image)
        }
        print("FUZZ done", n)
    }
}

@Suite struct RTTiming {
    @Test func timing() throws {
        guard let path = ProcessInfo.processInfo.environment["RT_TIME"] else { return }
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let disc = try Inspection(profile: .pedantic, quick: true).examine(MemorySource(data), named: "x.iso").1
        let mine: [any Rule.Type] = JolietRules.all + SystemUseRules.all + RockRidgeRules.all + ZisofsRules.all
        let clock = ContinuousClock()
        func ms(_ d: Duration) -> Double { Double(d.components.attoseconds) / 1e15 + Double(d.components.seconds) * 1000 }
        for _ in 0..<3 {
            let t = clock.measure { _ = RuleBook.weigh(disc, mine) }
            print("TIME all", ms(t))
            let usual = mine.filter { $0.card.profiles.contains(.default) }
            print("TIME default", ms(clock.measure { _ = RuleBook.weigh(disc, usual) }))
        }
        for rule in mine {
            let t = clock.measure { _ = RuleBook.weigh(disc, [rule]) }
            print("TIME", String(format: "%8.2f", ms(t)), rule.card.id)
        }
    }
}
