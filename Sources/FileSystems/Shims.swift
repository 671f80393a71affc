public import Bytes
public import DiscModel

// For the rules, until they name fields.

public typealias Sector = Record

extension Record {
    public init(offset: UInt64, bytes: [UInt8]) { self.init(offset: offset, bytes) }
}

extension RawStructure { public var sector: Record { record } }
extension PathTable { public var sector: Record { record } }
extension BootCatalog { public var sector: Record { record } }

extension VolumeDescriptor {
    public func place(_ at: Int, _ count: Int, _ field: String) -> Place {
        record.place(at, count, field: "\(tag)/\(field)")
    }
}

extension BootCatalogEntry {
    public func place(_ at: Int, _ count: Int, _ field: String) -> Place {
        record.place(at, count, field: prefix + field)
    }
}

extension SystemUseEntry {
    public func u8(_ at: Int) -> UInt8 { record.u8(at) }
    public func u32le(_ at: Int) -> UInt32 { record.u32le(at) }
    public func both32(_ at: Int) -> BothEndian<UInt32> { record.both32(at) }
}
