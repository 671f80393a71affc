import Bytes
import DiscModel

/// What shim starts (shim 16: should_use_fallback and init_grub in shim.c, fallback.c; seen of Debian's): the loader beside itself,
/// or, where firmware started it as the program of removable media and its fallback lies there too, what the tables of the
/// folders of /EFI name.
extension UEFIRoutes {
    /// - Parameter isFirst: whether it is the firmware that starts it.
    func startShim(
        _ shim: Program, _ file: BootVolume.File, in place: Place, isFirst: Bool, _ chain: inout BootChain
    ) {
        chain.step("shim\(shim.signature)")
        chain.stage(programs.stage(file, on: place.volume, .shim))
        let path = file.path.text
        let folder = String(path[...(path.lastIndex(of: "/") ?? path.startIndex)])
        let name = place.architecture.rawValue
        if isFirst, let fallback = place.volume.file(at: "\(folder)fb\(name).efi") {
            return startFallback(fallback, in: place, &chain)
        }
        let builtIn = Self.secondStage(in: shim.bytes)
        let wanted = folder + (builtIn ?? "grub\(name).efi")
        guard let next = place.volume.file(at: wanted) else {
            let words = "shim does not find \(DisplayName(wanted).escaped) on \(place.volume.title)"
            return chain.fail(builtIn == nil ? words : "\(words); that name is built into it")
        }
        chain.step(next.path.escaped)
        guard let loader = load(next, on: place.volume, place.architecture, &chain) else { return }
        start(loader, next, in: place, &chain)
    }

    /// The name, in UTF-16 with "\" before it, of what shim was built to start (DEFAULT_LOADER in its Makefile): `grubx64.efi` to Debian
    /// and Fedora, `grub.efi` to openSUSE. Nil where none stands in it, or several.
    static func secondStage(in shim: Record) -> String? {
        var names: Set<String> = []
        var at = 0
        let ending: [UInt8] = [0x2E, 0, 0x65, 0, 0x66, 0, 0x69, 0, 0, 0]
        while let dot = shim.index(of: 0x2E, from: at), names.count < 4 {
            at = dot + 1
            guard shim.slice(dot, ending.count).elementsEqual(ending) else { continue }
            var start = dot
            while start >= 2, dot - start < 128, shim.u8(start - 1) == 0, 0x21..<0x7F ~= shim.u8(start - 2) {
                start -= 2
            }
            let name = stride(from: start, to: dot, by: 2).map { Character(Unicode.Scalar(shim.u8($0))) }
            let path = String(name.drop { $0 == "\\" })
            // Its own helpers stand there in the same way, and paths of more than one folder.
            let isHelper = ["mm", "fb", "fallback"].contains { path.lowercased().hasPrefix($0) }
            guard name.first == "\\", !path.isEmpty, !path.contains(where: { $0 == "\\" || $0 == "%" }),
                !isHelper, path.lowercased() != "mokmanager"
            else { continue }
            names.insert("\(path).efi")
        }
        return names.count == 1 ? names.first : nil
    }

    /// It notes in the firmware what the tables name, and starts the first of that, at once or, on machines with a TPM, by a reset.
    private func startFallback(_ file: BootVolume.File, in place: Place, _ chain: inout BootChain) {
        chain.step(file.path.escaped)
        guard let program = load(file, on: place.volume, place.architecture, &chain) else { return }
        chain.step("shim's fallback\(program.signature)")
        chain.stage(programs.stage(file, on: place.volume, .other))
        let tables = Self.tables(on: place.volume, place.architecture)
        guard let table = tables.first else {
            return chain.fail(
                "shim starts \(file.path.escaped) instead of a loader, and this finds no folder of /EFI with a BOOT\(place.architecture.rawValue.uppercased()).CSV"
            )
        }
        chain.step(table.path)
        let named = Array(Set(tables.flatMap(\.programs)))
        guard let path = named.first else {
            return chain.fail("shim's fallback finds no program in \(table.path)")
        }
        guard named.count == 1 else {
            return chain.lose("shim's fallback finds several programs, and which one comes first differs")
        }
        guard let next = place.volume.file(at: path) else {
            return chain.fail(
                "\(table.path) names \(DisplayName(path).escaped), which is not on \(place.volume.title)")
        }
        chain.step(next.path.escaped)
        guard let second = load(next, on: place.volume, place.architecture, &chain) else { return }
        if UEFIProgram(second.headers, second.bytes) == .shim {
            startShim(second, next, in: place, isFirst: false, &chain)
        } else {
            start(second, next, in: place, &chain)
        }
    }

    /// A table of what a folder has to start: lines of a file, a label and arguments, in UTF-16.
    private struct Table {
        let path: String
        let programs: [String]
    }

    private static let tableLimit = 1 << 16

    /// One of each folder of /EFI but that for removable media.
    private static func tables(on volume: BootVolume, _ architecture: Architecture) -> [Table] {
        volume.folderNames(in: "/EFI").filter { $0.uppercased() != "BOOT" }.compactMap { folder in
            let names = ["BOOT\(architecture.rawValue.uppercased()).CSV", "BOOT.CSV"]
            guard let file = names.lazy.compactMap({ volume.file(at: "/EFI/\(folder)/\($0)") }).first,
                let bytes = volume.bytes(of: file, limit: tableLimit)
            else { return nil }
            let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
            }
            let text = String(decoding: units.drop { $0 == 0xFEFF }.prefix { $0 != 0 }, as: UTF16.self)
            let programs = text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                guard fields.count > 1, !fields[0].isEmpty, !fields[1].isEmpty else { return nil }
                return "/EFI/\(folder)/\(fields[0])"
            }
            return Table(path: file.path.escaped, programs: programs)
        }
    }
}
