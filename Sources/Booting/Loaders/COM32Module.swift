import Bytes

/// A module of SYSLINUX 5 and later: a shared object that names the others it needs (System V ABI, "Dynamic Section"; Syslinux,
/// core/elflink). A module of SYSLINUX 4 is no ELF file, and needs none.
enum COM32Module {
    /// Bytes that are read of one; they have tens of kilobytes.
    static let limit = 1 << 20

    private static let segmentLimit = 32
    private static let entryLimit = 256
    private static let nameLimit = 255

    /// The names of the modules that it needs, such as "libutil.c32"; none for what is no such file.
    static func needed(by file: Record) -> [String] {
        guard file.has("\u{7F}ELF"), file.u8(4) == 1, file.u8(5) == 1 else { return [] }
        let (table, size) = (Int(file.u32le(28)), Int(file.u16le(42)))
        let segments = (0..<min(segmentLimit, Int(file.u16le(44)))).map { file.part(table + $0 * size, 32) }
        guard let dynamic = segments.first(where: { $0.u32le(0) == 2 }) else { return [] }
        let count = min(entryLimit, Int(dynamic.u32le(16)) / 8)
        let entries = (0..<count).map { file.part(Int(dynamic.u32le(4)) + $0 * 8, 8) }.prefix {
            $0.u32le(0) != 0
        }
        guard let address = entries.first(where: { $0.u32le(0) == 5 })?.u32le(4),
            let strings = offset(of: address, in: segments)
        else { return [] }
        let names = entries.filter { $0.u32le(0) == 1 }.map {
            file.text(strings + Int($0.u32le(4)), nameLimit)
        }
        return names.filter { !$0.isEmpty && !$0.contains("/") }
    }

    /// Where in the file stands what is loaded to an address.
    private static func offset(of address: UInt32, in segments: [Record]) -> Int? {
        let loaded = segments.first {
            let start = $0.u32le(8)
            return $0.u32le(0) == 1 && start <= address && address - start < $0.u32le(16)
        }
        return loaded.map { Int($0.u32le(4)) + Int(address - $0.u32le(8)) }
    }
}
