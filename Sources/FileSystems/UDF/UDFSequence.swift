public import Bytes
import DiscModel
import Readers

/// A structure of the volume recognition sequence (ECMA-167, 2/9.1): type, identifier, version.
public struct UDFRecognition: RawStructure, Hashable {
    public let record: Record
    public static var type: Field<UInt8> { Field("structureType", at: 0, "ECMA-167 2/9.1") }
    public static var identifier: Field<Text> { Field("standardIdentifier", 1..<6, "ECMA-167 2/9.1") }
    public static var version: Field<UInt8> { Field("structureVersion", at: 6, "ECMA-167 2/9.1") }

    public var prefix: String { "" }
    public var fields: [AnyField] { [Self.type.any, Self.identifier.any, Self.version.any] }
    /// Such as "NSR02".
    public var name: String { Record.text(self[Self.identifier]) }
}

/// The descriptors of a volume descriptor sequence, main or reserve (3/8.4.2).
public struct UDFSequence: Sendable, Hashable {
    /// Bytes and block, as the anchor has them.
    public let length: UInt32
    public let block: UInt32
    public internal(set) var descriptors: [UDFDescriptor] = []
    /// Whether it ends with a terminating descriptor.
    public internal(set) var isTerminated = false
    /// A block in it that is neither blank nor one of its descriptors.
    public internal(set) var foreign: UDFDescriptor?

    /// Descriptors of a kind, the prevailing last (3/8.4.3).
    public func all(_ kind: UDFKind) -> [UDFDescriptor] {
        descriptors.filter { $0.kind == kind }.sorted {
            $0[UDFSequenceNumber.number] < $1[UDFSequenceNumber.number]
        }
    }

    /// The one that counts.
    public func prevailing(_ kind: UDFKind) -> UDFDescriptor? { all(kind).last }
}

extension UDFBlocks {
    /// Blocks of a sequence that are looked at.
    private static let sequenceLimit: UInt64 = 256

    /// Reads a sequence from its extent on, through pointers to further extents.
    mutating func sequence(_ length: UInt32, _ block: UInt32) -> UDFSequence {
        var sequence = UDFSequence(length: length, block: block)
        var (at, left) = (UInt64(block), min(UInt64(length) / size, Self.sequenceLimit))
        var jumps = 0
        while left > 0, let descriptor = descriptor(at) {
            (at, left) = (at + 1, left - 1)
            guard descriptor.isCredible, let kind = descriptor.kind, kind.isOfVolume else {
                if descriptor.record.isFilled(with: 0) { break }
                sequence.foreign = sequence.foreign ?? descriptor
                if descriptor.kind?.isOfVolume == true { sequence.descriptors.append(descriptor) }
                continue
            }
            sequence.descriptors.append(whole(descriptor))
            if kind == .terminating {
                sequence.isTerminated = true
                break
            }
            guard kind == .pointer, jumps < 16 else { continue }
            jumps += 1
            at = UInt64(descriptor.record.u32le(24))
            left = min(UInt64(descriptor.record.u32le(20)) / size, Self.sequenceLimit)
        }
        return sequence
    }

    /// A descriptor that goes on behind its block, as far as its CRC reaches.
    private mutating func whole(_ descriptor: UDFDescriptor) -> UDFDescriptor {
        let wanted = UDFTag.length + Int(descriptor[UDFTag.crcLength])
        guard wanted > descriptor.record.count,
            let bytes = try? window.bytes(at: offset(UInt64(descriptor.block)), count: wanted)
        else { return descriptor }
        return UDFDescriptor(
            Record(offset: descriptor.record.offset, bytes), block: descriptor.block)
    }

    /// The recognition sequence from byte 32768 on (2/8.3): a structure every 2048 bytes, or every block where that is more.
    func recognition(from start: UInt64) -> [UDFRecognition] {
        for step in [.sector, 4096, 8192] as [UInt64] {
            var found: [UDFRecognition] = []
            for index in 0..<64 as Range<UInt64> {
                let at = start.adding(16 * .sector).adding(index * step)
                guard let bytes = try? window.bytes(at: at, count: .sector), bytes.count >= 7 else { break }
                let one = UDFRecognition(record: Record(offset: window.placed(at), bytes))
                guard Self.known.contains(one.name) else { break }
                found.append(one)
            }
            // Blocks of more than 2048 bytes leave holes between the structures.
            if found.contains(where: { $0.name.hasPrefix("NSR") }) || step == 8192 && !found.isEmpty {
                return found
            }
        }
        return []
    }

    private static let known: Set<String> = [
        "BEA01", "NSR02", "NSR03", "TEA01", "BOOT2", "CD001", "CDW02", "CDROM",
    ]
}
