import Bytes
import SectorCodes

// The functions under test, for arrays.

extension EDC {
    static func of(_ bytes: [UInt8]) -> UInt32 { unsafe of(bytes.span.bytes) }
    static func portably(of bytes: [UInt8]) -> UInt32 { unsafe portably(of: bytes.span.bytes) }
}

extension SectorHeader {
    init(_ bytes: [UInt8], at offset: Int = range.lowerBound) throws {
        try unsafe self.init(bytes.span.bytes, at: offset)
    }
}

extension Subheader {
    init(_ bytes: [UInt8], at offset: Int) throws { try unsafe self.init(bytes.span.bytes, at: offset) }
}

extension SectorExaminer {
    func examine(_ bytes: [UInt8], at lba: Int?) throws -> SectorDiagnosis {
        try unsafe examine(bytes.span.bytes, at: lba)
    }

    func corrected(_ bytes: [UInt8], at lba: Int?) throws -> [UInt8]? {
        try unsafe corrected(bytes.span.bytes, at: lba)
    }
}

extension RawSectorChecker {
    @discardableResult
    mutating func check(_ bytes: [UInt8], from lba: Int) -> Int { unsafe check(bytes.span.bytes, from: lba) }
}

extension Subchannel {
    static func interleaved(_ bytes: [UInt8]) throws -> [UInt8] { try unsafe interleaved(bytes.span.bytes) }
    static func deinterleaved(_ bytes: [UInt8]) throws -> [UInt8] {
        try unsafe deinterleaved(bytes.span.bytes)
    }
    static func q(of bytes: [UInt8], layout: Layout) throws -> QFrame {
        try unsafe q(of: bytes.span.bytes, layout: layout)
    }
    static func layout(of sectors: [UInt8]) -> Layout? { unsafe layout(of: sectors.span.bytes) }
}

extension QFrame {
    init(_ bytes: [UInt8]) throws { try unsafe self.init(bytes.span.bytes) }
}

extension CDTextPack {
    init(_ bytes: [UInt8], at offset: Int = 0) throws { try unsafe self.init(bytes.span.bytes, at: offset) }
}

/// The first positions at which two sectors differ; both counts where one is longer.
func differences(_ left: [UInt8]?, _ right: [UInt8]) -> [Int] {
    guard let left, left.count == right.count else { return [left?.count ?? 0, right.count] }
    return Array(left.indices.lazy.filter { left[$0] != right[$0] }.prefix(10))
}

extension SubchannelChecker {
    mutating func check(_ bytes: ArraySlice<UInt8>, stride: Int, from lba: Int) {
        unsafe check(bytes.span.bytes, stride: stride, from: lba)
    }
}
