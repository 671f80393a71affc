/// The entries of System Use fields (SUSP 1.12, RRIP 1.12, zisofs).
enum SystemUse {
    /// One entry: signature, length, version, data (SUSP 4.1).
    static func entry(_ signature: String, _ data: [UInt8], version: UInt8 = 1) -> [UInt8] {
        Array(signature.utf8.prefix(2)) + [UInt8(truncatingIfNeeded: data.count + 4), version] + data
    }

    /// SP: the sharing protocol is in use, and nothing is to be skipped (SUSP 5.3).
    static let sharingProtocol = entry("SP", [0xBE, 0xEF, 0])

    /// Bytes of a CE entry.
    static let continuationLength = 28

    /// CE: where the field goes on (SUSP 5.1).
    static func continuation(block: UInt32, offset: Int, length: Int) -> [UInt8] {
        entry("CE", block.both + UInt32(clamping: offset).both + UInt32(clamping: length).both)
    }

    /// ER: Rock Ridge 1.12 (SUSP 5.5, RRIP 4.3).
    static let extensionsReference: [UInt8] = {
        let identifier = Array("IEEE_P1282".utf8)
        let description = Array(
            "THE IEEE P1282 PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS".utf8)
        let source = Array(
            "PLEASE CONTACT THE IEEE STANDARDS DEPARTMENT, PISCATAWAY, NJ, USA FOR THE P1282 SPECIFICATION"
                .utf8)
        let lengths = [identifier, description, source].map { UInt8(clamping: $0.count) }
        return entry("ER", lengths + [1] + identifier + description + source)
    }()

    /// PX: mode, links, user 0, group 0, serial number (RRIP 4.1.1).
    static func attributes(mode: UInt32, links: Int, serial: Int) -> [UInt8] {
        let fields = [mode, UInt32(clamping: links), 0, 0, UInt32(clamping: serial)]
        return entry("PX", fields.flatMap(\.both))
    }

    /// TF: modification, access and attribute change, in the short form (RRIP 4.1.6).
    static let timeStamps = entry("TF", [0x0E] + ForgedDate.short + ForgedDate.short + ForgedDate.short)

    /// NM: the name, in as many entries as it needs; all but the last have CONTINUE (RRIP 4.1.4).
    static func name(_ name: String) -> [[UInt8]] {
        var rest = Array(name.utf8)
        var entries: [[UInt8]] = []
        var part = firstPart
        while rest.count > part {
            entries.append(entry("NM", [1] + rest.prefix(part)))
            rest.removeFirst(part)
            part = 250
        }
        return entries + [entry("NM", [0] + rest)]
    }

    /// Bytes of a long name that stay in the directory record.
    private static let firstPart = 100

    /// SL: the target of a symbolic link, one component for each step (RRIP 4.1.3).
    static func link(_ target: String) -> [UInt8] {
        var components: [UInt8] = target.hasPrefix("/") ? [0x08, 0] : []
        for step in target.split(separator: "/") {
            switch step {
            case ".": components += [0x02, 0]
            case "..": components += [0x04, 0]
            default: components += [0, UInt8(clamping: step.utf8.count)] + Array(step.utf8)
            }
        }
        return entry("SL", [0] + components)
    }

    /// CL: where the directory lies that belongs here (RRIP 4.1.5.1).
    static func child(_ block: UInt32) -> [UInt8] { entry("CL", block.both) }

    /// PL: where the true parent of a moved directory lies (RRIP 4.1.5.2).
    static func parent(_ block: UInt32) -> [UInt8] { entry("PL", block.both) }

    /// RE: this directory was moved, and is not to be shown here (RRIP 4.1.5.3).
    static let relocated = entry("RE", [])

    /// ZF: the file is compressed by zisofs version 1.
    static func compressed(_ unpackedLength: Int) -> [UInt8] {
        entry("ZF", Array("pz".utf8) + Zisofs.parameters + UInt32(clamping: unpackedLength).both)
    }
}
