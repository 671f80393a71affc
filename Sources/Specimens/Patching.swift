import Bytes

// Reading and writing fields of a specimen, by landmark and byte offset.

extension Specimen {
    /// Offset of a landmark in the image.
    ///
    /// It stops the program if there is no such landmark.
    public func offset(_ landmark: String) -> Int {
        guard let offset = landmarks[landmark] else {
            let known = landmarks.keys.sorted().joined(separator: " ")
            fatalError("this specimen has no landmark \"\(landmark)\"; it has: \(known)")
        }
        return offset
    }

    /// Number of the logical block that holds a landmark.
    public func block(_ landmark: String) -> UInt32 {
        UInt32(clamping: offset(landmark) / .sector)
    }
}

// MARK: Reading

extension Specimen {
    /// `count` bytes; those outside the image are 0.
    public func get(_ landmark: String, _ at: Int = 0, count: Int) -> [UInt8] {
        let start = offset(landmark) + at
        return (0..<max(0, count)).map { bytes.byte(start + $0) }
    }

    /// One byte.
    public func get8(_ landmark: String, _ at: Int = 0) -> UInt8 { bytes.byte(offset(landmark) + at) }

    /// Two bytes, least significant first (ECMA-119 7.2.1).
    public func get16LE(_ landmark: String, _ at: Int = 0) -> UInt16 {
        get(landmark, at, count: 2).reversed().reduce(0) { $0 << 8 | UInt16($1) }
    }

    /// Two bytes, most significant first (ECMA-119 7.2.2).
    public func get16BE(_ landmark: String, _ at: Int = 0) -> UInt16 {
        get(landmark, at, count: 2).reduce(0) { $0 << 8 | UInt16($1) }
    }

    /// Four bytes, least significant first (ECMA-119 7.3.1).
    public func get32LE(_ landmark: String, _ at: Int = 0) -> UInt32 {
        get(landmark, at, count: 4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Four bytes, most significant first (ECMA-119 7.3.2).
    public func get32BE(_ landmark: String, _ at: Int = 0) -> UInt32 {
        get(landmark, at, count: 4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}

// MARK: Writing

extension Specimen {
    /// Writes over the first bytes of a structure.
    public mutating func set(_ landmark: String, _ bytes: [UInt8]) {
        set(landmark, 0, bytes)
    }

    /// Writes over bytes, `at` bytes into a structure.
    public mutating func set(_ landmark: String, _ at: Int, _ bytes: [UInt8]) {
        self.bytes.place(bytes, at: offset(landmark) + at)
    }

    /// Writes one byte.
    public mutating func set8(_ landmark: String, _ at: Int, _ value: UInt8) {
        set(landmark, at, [value])
    }

    /// Writes two bytes, least significant first (ECMA-119 7.2.1).
    public mutating func set16LE(_ landmark: String, _ at: Int, _ value: UInt16) {
        set(landmark, at, value.little)
    }

    /// Writes two bytes, most significant first (ECMA-119 7.2.2).
    public mutating func set16BE(_ landmark: String, _ at: Int, _ value: UInt16) {
        set(landmark, at, value.big)
    }

    /// Writes four bytes, least significant first (ECMA-119 7.3.1).
    public mutating func set32LE(_ landmark: String, _ at: Int, _ value: UInt32) {
        set(landmark, at, value.little)
    }

    /// Writes four bytes, most significant first (ECMA-119 7.3.2).
    public mutating func set32BE(_ landmark: String, _ at: Int, _ value: UInt32) {
        set(landmark, at, value.big)
    }

    /// Writes a number of 16 bits in both byte orders (ECMA-119 7.2.3).
    public mutating func setBoth16(_ landmark: String, _ at: Int, _ value: UInt16) {
        set(landmark, at, value.both)
    }

    /// Writes a number of 32 bits in both byte orders (ECMA-119 7.3.3).
    public mutating func setBoth32(_ landmark: String, _ at: Int, _ value: UInt32) {
        set(landmark, at, value.both)
    }

    /// Writes the same byte `count` times.
    public mutating func fill(_ landmark: String, _ at: Int = 0, count: Int, with byte: UInt8) {
        set(landmark, at, Array(repeating: byte, count: max(0, count)))
    }
}

// MARK: The whole image

extension Specimen {
    /// Cuts the image to `length` bytes. Landmarks behind the end stay; what they read is 0.
    public mutating func truncate(to length: Int) {
        bytes.removeLast(max(0, bytes.count - max(0, length)))
    }

    /// Adds bytes behind the end of the volume.
    public mutating func append(_ bytes: [UInt8]) {
        self.bytes += bytes
    }

    /// Makes the words of the validation entry sum to 0 again (El Torito 2.1).
    public mutating func fixBootCatalogChecksum() {
        set16LE("boot-catalog", 28, ForgedElTorito.checksum(get("boot-catalog", count: 32)))
    }

    /// Makes the boot information table state the block, length and sum of the BIOS image again.
    public mutating func fixBootInformationTable() {
        let image = get("boot-image", count: ForgedElTorito.biosImage.count)
        set(
            "boot-image", 8,
            ForgedElTorito.bootInformationTable(image: image[...], block: block("boot-image")))
    }
}
