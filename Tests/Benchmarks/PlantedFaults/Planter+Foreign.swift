import Specimens
import TestSupport

// The same mishaps in images that other people's programs made.

extension Planter {
    /// Images of the corpus of which nothing is said.
    static let foreign = [
        "genisoimage/genisoimage-rr-joliet.sparse", "xorriso/xorriso-md5-joliet.sparse",
        "hybrid/xorriso-debian.sparse",
        "implant/isomd5sum-genisoimage.sparse", "makefs/makefs-rr.iso", "pycdlib/pycdlib-joliet.iso",
        "genisoimage/genisoimage-level1.iso", "bsdtar/bsdtar-rr-joliet-special.iso",
    ]

    static func image(_ name: String) -> [UInt8] {
        let found = CorpusImage.all.first { $0.description.hasSuffix(name) }
        return (try? found?.bytes()) ?? []
    }

    private mutating func plant(
        _ what: String, inImage name: String, pardon: String? = nil, descriptor type: UInt8 = 1,
        _ change: @escaping @Sendable (inout Terrain) -> Void
    ) {
        let sound = SoundImage(String(name.split(separator: "/").last ?? "")) {
            Wrapped(name: "disc.iso", bytes: Self.image(name))
        }
        add(sound, what, pardon: pardon) {
            let bytes = Self.image(name)
            guard let at = Terrain.find(type: type, in: bytes), var terrain = Terrain(bytes, descriptor: at)
            else {
                return Wrapped(name: "disc.iso", bytes: [])
            }
            change(&terrain)
            return Wrapped(name: "disc.iso", bytes: terrain.bytes)
        }
    }

    mutating func foreign() {
        family = .foreign
        for name in Self.foreign {
            plant("root's extent, little-endian half", inImage: name) { $0.bytes[$0.descriptor + 158] ^= 1 }
            plant("root's extent, big-endian half", inImage: name) { $0.bytes[$0.descriptor + 165] ^= 1 }
            plant("logical block size, little-endian half", inImage: name) {
                $0.bytes[$0.descriptor + 129] ^= 0x40
            }
            plant("root directory lost to zeros", inImage: name) { $0.fill($0.root, with: .zeros) }
            plant("path table L lost to zeros", inImage: name) { $0.fill($0.pathTable, with: .zeros) }
            plant("extent of a file behind the end", inImage: name) { terrain in
                if let file = terrain.file { terrain.setBoth(file.offset + 2, 5_000_000) }
            }
            plant(
                "a bit of a file", inImage: name,
                pardon: Self.unsummed.contains(name) ? "no checksum covers the file" : nil
            ) { terrain in
                if let file = terrain.file { terrain.bytes[file.start + file.length / 2] ^= 1 }
            }
            plant("cut to a half of what follows the root", inImage: name) { terrain in
                terrain.bytes.removeLast((terrain.bytes.count - terrain.root) / 2)
            }
            guard !Self.flat.contains(name) else { continue }
            plant("extent of a directory one sector on", inImage: name) { terrain in
                if let found = terrain.directory { terrain.setBoth(found.offset + 2, found.start / 2048 + 1) }
            }
            plant("directory lost to zeros", inImage: name) { terrain in
                if let found = terrain.directory { terrain.fill(found.start, with: .zeros) }
            }
        }
    }

    /// Images without any checksum over their files.
    static let unsummed: Set = [
        "genisoimage/genisoimage-rr-joliet.sparse", "makefs/makefs-rr.iso", "pycdlib/pycdlib-joliet.iso",
        "genisoimage/genisoimage-level1.iso", "bsdtar/bsdtar-rr-joliet-special.iso",
        "hybrid/xorriso-debian.sparse",
    ]
    /// Images without directories that hold files.
    static let flat: Set = ["pycdlib/pycdlib-joliet.iso"]

    mutating func sessions() {
        family = .sessions
        for name in [
            "sessions/xorriso-three-md5.sparse", "sessions/xorriso-two-emulated.sparse",
            "sessions/xorriso-two-no-toc.sparse", "sessions/genisoimage-two-joined.sparse",
        ] {
            plant("a bit of a file", inImage: name) { terrain in
                if let file = terrain.file { terrain.bytes[file.start + file.length / 2] ^= 1 }
            }
            plant("root directory lost to zeros", inImage: name) { $0.fill($0.root, with: .zeros) }
            plant("path table L lost to zeros", inImage: name) { $0.fill($0.pathTable, with: .zeros) }
            plant("root's extent, big-endian half", inImage: name) { $0.bytes[$0.descriptor + 165] ^= 1 }
            plant("cut by a tenth", inImage: name) { $0.bytes.removeLast($0.bytes.count / 10) }
        }
    }
}
