public import Bytes
public import DiscModel
import Sectors

/// A recorded block kept as it is, with the place where it stood. Fields outside it read as zero, so that fixed
/// offsets of the standards need no error path; `bytes.count` tells what was there.
public struct Sector: Sendable, Hashable {
    public let offset: UInt64
    public let bytes: [UInt8]

    public init(offset: UInt64, bytes: [UInt8]) {
        self.offset = offset
        self.bytes = bytes
    }

    public func u8(_ at: Int) -> UInt8 { bytes.indices.contains(at) ? bytes[at] : 0 }
    public func u16le(_ at: Int) -> UInt16 { UInt16(u8(at)) | UInt16(u8(at + 1)) << 8 }
    public func u16be(_ at: Int) -> UInt16 { UInt16(u8(at + 1)) | UInt16(u8(at)) << 8 }
    public func u32le(_ at: Int) -> UInt32 { UInt32(u16le(at)) | UInt32(u16le(at + 2)) << 16 }
    public func u32be(_ at: Int) -> UInt32 { UInt32(u16be(at + 2)) | UInt32(u16be(at)) << 16 }
    public func u64le(_ at: Int) -> UInt64 { UInt64(u32le(at)) | UInt64(u32le(at + 4)) << 32 }
    public func both16(_ at: Int) -> BothEndian<UInt16> { BothEndian(little: u16le(at), big: u16be(at + 2)) }
    public func both32(_ at: Int) -> BothEndian<UInt32> { BothEndian(little: u32le(at), big: u32be(at + 4)) }

    /// The bytes of a range, cut to what is there.
    public func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range.clamped(to: bytes.indices)] }

    public func has(_ text: StaticString, at offset: Int) -> Bool { bytes.has(text, at: offset) }

    /// Place of `count` bytes at `at`, with the field's name in the standard's words.
    public func place(_ at: Int, _ count: Int, field: String? = nil) -> Place {
        Place(offset: offset + UInt64(max(0, at)), length: UInt64(max(0, count)), field: field)
    }
}

extension Volume {
    /// Reads `count` bytes at `offset` whole, or says why not as a gap about `structure`.
    func whole(
        _ offset: UInt64, _ count: Int, for structure: Gap.Structure, _ place: @autoclosure () -> Place,
        gaps: inout [Gap]
    ) -> Sector? {
        let got = part(offset, count, for: structure, place(), gaps: &gaps)
        return got.bytes.count == count ? got : nil
    }

    /// Reads as much of the range as the volume holds; what is missing becomes a gap, and only then `place` is built.
    func part(
        _ offset: UInt64, _ count: Int, for structure: Gap.Structure, _ place: @autoclosure () -> Place,
        gaps: inout [Gap]
    ) -> Sector {
        do throws(ReadFailure) {
            let bytes = try self.bytes(at: offset, count: count)
            if bytes.count < count {
                let missing = count - bytes.count
                gaps.append(
                    Gap(
                        .pastEnd, structure, at: place(),
                        "\(missing) of \(count) bytes lie behind the end of the image"))
            }
            return Sector(offset: offset, bytes: bytes)
        } catch {
            gaps.append(
                Gap(
                    .readFailed, structure, at: place(),
                    "reading \(error.count) bytes at offset \(error.offset): \(error.reason)"))
            return Sector(offset: offset, bytes: [])
        }
    }
}
