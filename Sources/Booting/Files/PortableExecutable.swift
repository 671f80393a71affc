import Bytes

/// The headers of a program that UEFI starts: PE32 or PE32+ (Microsoft, PE Format; UEFI 2.11, 2.1.1).
struct PortableExecutable: Sendable {
    /// A named range of the file.
    struct Section: Sendable, Hashable {
        let name: String
        /// Bytes of the file.
        let range: Range<Int>
    }

    /// The kind of processor, as recorded.
    let machine: UInt16
    /// 10 for a program, 11 and 12 for drivers.
    let subsystem: UInt16
    let sections: [Section]
    /// The table of certificates, a range of the file; nil for a program without signatures.
    let certificates: Range<Int>?

    /// Sections that are looked at.
    private static let sectionLimit = 96

    /// Nil for what is no such file.
    ///
    /// - Parameters:
    ///   - file: all of it, or the beginning with the headers.
    ///   - rest: up to 64 bytes from a place on, where that does not hold them.
    init?(_ file: Record, rest: (Int) -> Record = { _ in Record([]) }) {
        guard file.has("MZ") else { return nil }
        let start = Int(file.u32le(0x3C))
        guard start < 1 << 20, file.has("PE\0\0", at: start) else { return nil }
        machine = file.u16le(start + 4)
        let optional = start + 24
        let isWide: Bool
        switch file.u16le(optional) {
        case 0x10B: isWide = false
        case 0x20B: isWide = true
        default: return nil
        }
        subsystem = file.u16le(optional + 68)
        let directories = optional + (isWide ? 112 : 96)
        let count = file.u32le(directories - 4)
        // The security directory is the one whose address is an offset in the file.
        let (offset, size) = (Int(file.u32le(directories + 32)), Int(file.u32le(directories + 36)))
        certificates = count > 4 && offset > 0 && size > 8 ? offset..<offset + size : nil
        let table = optional + Int(file.u16le(start + 20))
        // Names of more than eight bytes stand behind the symbols, of which each takes 18.
        let names = Int(file.u32le(start + 12)) + 18 * Int(file.u32le(start + 16))
        sections = (0..<min(Self.sectionLimit, Int(file.u16le(start + 6)))).compactMap { number in
            let header = file.part(table + 40 * number, 40)
            guard header.count == 40 else { return nil }
            let (size, offset) = (Int(header.u32le(16)), Int(header.u32le(20)))
            let used = min(size, header.u32le(8) > 0 ? Int(header.u32le(8)) : size)
            let short = header.text(0, 8)
            let long =
                short.hasPrefix("/") ? Int(short.dropFirst()).map { names.addingReportingOverflow($0) } : nil
            let name = long.map { at in
                (at.partialValue < file.count ? file.part(at.partialValue) : rest(at.partialValue)).text(
                    0, 64)
            }
            return Section(name: name ?? short, range: offset..<offset + used)
        }
    }

    /// The byte behind the last section in the file.
    var end: Int { sections.filter { !$0.range.isEmpty }.map(\.range.upperBound).max() ?? 0 }

    func section(_ name: String) -> Section? { sections.first { $0.name == name } }
}

/// The processors that UEFI names a file on removable media for (UEFI 2.11, 3.5.1.1).
public enum Architecture: String, Sendable, Hashable, CaseIterable {
    case x64, ia32, aa64, arm, riscv64, loongarch64

    /// The file that firmware starts, without its folder /EFI/BOOT.
    public var fileName: String { "BOOT\(rawValue.uppercased()).EFI" }

    /// What a PE header calls it.
    public var machine: UInt16 {
        switch self {
        case .x64: 0x8664
        case .ia32: 0x014C
        case .aa64: 0xAA64
        case .arm: 0x01C2
        case .riscv64: 0x5064
        case .loongarch64: 0x6264
        }
    }

    /// How GRUB's folders call it.
    var grubName: String {
        switch self {
        case .x64: "x86_64-efi"
        case .ia32: "i386-efi"
        case .aa64: "arm64-efi"
        case .arm: "arm-efi"
        case .riscv64: "riscv64-efi"
        case .loongarch64: "loongarch64-efi"
        }
    }

    /// What a machine code of a PE header stands for.
    static func name(ofMachine machine: UInt16) -> String {
        allCases.first { $0.machine == machine }.map { "\($0.rawValue)" }
            ?? "machine \(String(machine, radix: 16))"
    }
}
