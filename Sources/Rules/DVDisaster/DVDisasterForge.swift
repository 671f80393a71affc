import Specimens

/// Images with error correction data, for the examples.
enum DVDisasterForge {
    static let protected = Specimen.plain.with { $0.protectRS02() }
    static let layered = Specimen.plain.with { $0.protectRS03() }

    /// A plain image to which something happened after a file of redundancy was made beside it.
    static func besides(
        _ change: (inout [UInt8]) -> Void, file changeFile: (inout [UInt8]) -> Void = { _ in }
    ) -> Wrapped {
        var image = Specimen.plain.bytes
        var file = ForgedECC.rs01(of: image)
        change(&image)
        changeFile(&file)
        return Wrapped(name: "example.iso", bytes: image, siblings: ["example.ecc": file])
    }
}
