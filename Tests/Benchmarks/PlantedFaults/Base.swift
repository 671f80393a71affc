import Digests
import Specimens

/// A sound image to plant faults in.
struct Base: Sendable {
    let name: String
    let specimen: Specimen

    static let plain = Base("plain") { _ in }
    static let joliet = Base("Joliet") { $0.joliet = true }
    static let enhanced = Base("enhanced") { $0.enhanced = true }
    static let rockRidge = Base("Rock Ridge") { $0.rockRidge = true }
    static let bootable = Base("bootable") { plan in
        plan.joliet = true
        plan.rockRidge = true
        plan.elTorito = true
    }
    static let secureBoot = Base("Secure Boot", .secure())
    /// Every structure, and a list with the checksums of its files.
    static let everything = Base(
        "everything, listed",
        listing: ["/README.TXT", "/DOCS/MANUAL.TXT", "/BOOT/BIOS.IMG", "/BOOT/EFI.IMG"]
    ) { plan in
        plan.joliet = true
        plan.enhanced = true
        plan.rockRidge = true
        plan.relocation = true
        plan.continuation = true
        plan.zisofs = true
        plan.elTorito = true
        plan.multiExtent = true
    }
    /// What a small program of today is shipped on: two trees and a list.
    static let listed = Base("listed", listing: ["/README.TXT", "/DOCS/MANUAL.TXT"]) { plan in
        plan.joliet = true
        plan.rockRidge = true
    }
    /// Two lists with different algorithms that name the same files.
    static let listedTwice = Base(
        "listed twice", listing: ["/README.TXT", "/DOCS/MANUAL.TXT"], again: true
    ) { $0.rockRidge = true }
    static let libisofs = Base("libisofs sums") { plan in
        plan.joliet = true
        plan.libisofs = true
    }
    static let implanted = Base("implanted sum", Specimen { $0.joliet = true }.with { $0.implantMD5() })
    static let suse = Base(
        "SUSE tag", Specimen { $0.joliet = true }.with { $0.tagMedia(.sha256, padding: 15) })
    /// A file of 1.5 MB that is said to be compressed, of bytes without any pattern.
    static let packed = Base("archive") { plan in
        plan.files.append(.init("/DATA.ZIP", .bytes([0x50, 0x4B, 3, 4] + noise(3 << 19))))
    }
    /// A file that gzip packed, of which its checks tell whether it is whole.
    static let gzipped = Base("gzip file") { plan in
        plan.files.append(.init("/DATA.TGZ", .bytes(Wrapped.gzip(noise(20_000)).bytes)))
    }

    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt32 = 1
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
    }

    static let dvdVideo = Base("DVD-Video", .dvdVideo)
    static let bluRay = Base("Blu-ray", .bluRay)

    static let all = [
        plain, joliet, enhanced, rockRidge, bootable, everything, listed, listedTwice, libisofs, implanted,
        suse, packed, gzipped, dvdVideo, bluRay,
    ]

    var image: SoundImage { SoundImage(name) { Wrapped(name: "disc.iso", bytes: specimen.bytes) } }

    init(_ name: String, _ specimen: Specimen) {
        self.name = name
        self.specimen = specimen
    }

    init(
        _ name: String, listing paths: [String] = [], again: Bool = false,
        _ change: (inout Specimen.Plan) -> Void
    ) {
        let lists: [(String, DigestAlgorithm)] = [("/MD5SUM.TXT", .md5), ("/SHA256.TXT", .sha256)]
        let made = paths.isEmpty ? [] : again ? lists : Array(lists.prefix(1))
        var specimen = Specimen { plan in
            change(&plan)
            for (list, algorithm) in made {
                let names = ["/MD5SUM.TXT": "md5sum.txt", "/SHA256.TXT": "sha256sums.txt"]
                let blank = paths.map { Self.line(Digest.blank(algorithm), $0) }.joined()
                plan.files.append(.init(list, name: names[list], .bytes(Array(blank.utf8))))
            }
        }
        for (list, algorithm) in made {
            let lines = paths.map { path in
                let length = Int(specimen.get32LE("record:" + path, 10))
                let content = specimen.get("data:" + path, count: length)
                return Self.line(RunningDigest.digest(algorithm, of: content).hex, path)
            }
            specimen.set("data:" + list, Array(lines.joined().utf8))
        }
        self.init(name, specimen)
    }

    private static func line(_ digest: String, _ path: String) -> String {
        "\(digest)  .\(path.lowercased())\n"
    }
}

extension Digest {
    /// As many digits as the algorithm has.
    fileprivate static func blank(_ algorithm: DigestAlgorithm) -> String {
        String(RunningDigest.digest(algorithm, of: []).hex.map { _ in "0" })
    }
}

// MARK: What befalls an image

extension Specimen {
    /// Turns over bits of one byte.
    mutating func flip(_ landmark: String, _ at: Int, _ mask: UInt8 = 1) {
        set8(landmark, at, get8(landmark, at) ^ mask)
    }

    /// Loses sectors from a landmark on: a drive or a program leaves something else in their place.
    mutating func lose(_ landmark: String, _ sectors: Int = 1, to filler: Filler = .zeros) {
        let start = offset(landmark) / 2048 * 2048 - offset(landmark)
        set(landmark, start, Array((0..<sectors).map { _ in filler.sector }.joined()))
    }
}

/// What is found where a sector was.
enum Filler: String, CaseIterable, Sendable {
    case zeros, ones, text, noise

    var sector: [UInt8] {
        switch self {
        case .zeros: return [UInt8](repeating: 0, count: 2048)
        case .ones: return [UInt8](repeating: 0xFF, count: 2048)
        case .text: return Array("somebody else's file went here\n".utf8.cycled(2048))
        case .noise:
            var state: UInt32 = 7
            return (0..<2048).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(truncatingIfNeeded: state >> 24)
            }
        }
    }

    var name: String {
        switch self {
        case .zeros: "zeros"
        case .ones: "0xFF"
        case .text: "another file's text"
        case .noise: "noise"
        }
    }
}

extension Sequence where Element == UInt8 {
    func cycled(_ count: Int) -> [UInt8] {
        let bytes = Array(self)
        return (0..<count).map { bytes[$0 % bytes.count] }
    }
}
