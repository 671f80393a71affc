import Bytes
import FileSystems
import Specimens

/// Examples that several rules share.
enum ZisofsExample {
    static let entry = "susp:/PACKED.TXT:ZF", data = "data:/PACKED.TXT"

    /// Turns the file into one of version 2, of the same size and with two blocks of zeros.
    static func makeSecond(_ specimen: inout Specimen) {
        let size = Array(specimen.get(entry, 8, count: 4)) + [0, 0, 0, 0]
        specimen.replaceEntry(
            entry, with: Specimen.systemUseEntry("ZF", Array("PZ".utf8) + [6, 15] + size, version: 2))
        let magic: [UInt8] = [0xEF, 0x22, 0x55, 0xA1, 0xBC, 0x1B, 0x95, 0xA0]
        // Three pointers behind 24 bytes of header; where two are equal, the block is one of zeros.
        let pointer: [UInt8] = [48, 0, 0, 0, 0, 0, 0, 0]
        specimen.set(data, magic + [0, 6, 1, 15] + size + [0, 0, 0, 0] + pointer + pointer + pointer)
        specimen.set(DirectoryRecord.dataLength, of: "record:/PACKED.TXT", 48)
    }
}
