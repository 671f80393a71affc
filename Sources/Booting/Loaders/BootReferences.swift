import Bytes
import DiscModel

/// A file by which something starts or installs, and that names others; what it names and is not there.
public struct BootReference: Sendable, Hashable {
    /// A sentence without its end.
    public let words: String
    /// The first byte of the file that says so.
    public let start: UInt64?
}

/// Looks into files that name programs and kernels besides the menus of loaders: `startup.nsh` of the shell for UEFI, `.treeinfo` of
/// Red Hat's installers, and the store in which Windows' boot manager has its menu.
struct BootReferences {
    private let volumes: BootVolumes
    private(set) var missing: [BootReference] = []
    /// Files that are longer are none of these.
    private static let limit: UInt64 = 1 << 20
    private static let lineLimit = 1_000

    init(_ volumes: BootVolumes) {
        self.volumes = volumes
        for volume in volumes.all { readShellScript(on: volume) }
        readTreeInfo()
        for volume in volumes.all { readWindows(on: volume) }
    }

    private mutating func add(_ words: String, _ file: BootVolume.File) {
        let reference = BootReference(words: words, start: file.start)
        if !missing.contains(reference) { missing.append(reference) }
    }

    private static func lines(of file: BootVolume.File, on volume: BootVolume) -> [Substring] {
        guard !file.isDirectory, file.size <= limit, let text = volume.text(of: file) else { return [] }
        // The shell reads UTF-16 as well; the signs that count are those of ASCII.
        return Array(
            text.filter { $0 != "\0" && $0 != "\u{FFFD}" }.split(whereSeparator: \.isNewline).prefix(
                lineLimit))
    }

    // MARK: startup.nsh (UEFI Shell 2.2, 3.5 and 4.2)

    private mutating func readShellScript(on volume: BootVolume) {
        guard let script = volume.file(at: "/startup.nsh") ?? volume.file(at: "/EFI/BOOT/startup.nsh") else {
            return
        }
        for (number, line) in Self.lines(of: script, on: volume).enumerated() {
            let word = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).first ?? ""
            let name = word.filter { $0 != "\"" }.lowercased()
            guard name.hasSuffix(".efi"), !name.contains("%"), !isThere(name) else { continue }
            add(
                "\(script.path.escaped) on \(volume.title) starts \(DisplayName(String(word)).escaped) (line \(number + 1)), which is on no file system of the image",
                script)
        }
    }

    /// Whether a program is where the shell may find it, on whatever file system: by its path, or by its name alone in the folders in
    /// which it looks.
    private func isThere(_ name: String) -> Bool {
        let path = String(name.split(separator: ":").last ?? "")
        let base = path.split(whereSeparator: { $0 == "\\" || $0 == "/" }).last.map(String.init) ?? path
        let folders = ["/", "/EFI/BOOT/", "/EFI/TOOLS/", "/EFI/"]
        return volumes.all.contains { volume in
            volume.fileIgnoringCase(at: path) != nil
                || base.count == path.count
                    && folders.contains { volume.fileIgnoringCase(at: $0 + base) != nil }
        }
    }

    // MARK: .treeinfo (productmd, "images")

    /// What starts an installer; a disc need not hold what a mirror has besides.
    private static let images: Set<String> = ["kernel", "initrd", "instimage", "mainimage"]

    private mutating func readTreeInfo() {
        guard let info = volumes.disc.file(at: "/.treeinfo") else { return }
        var section = ""
        for (number, line) in Self.lines(of: info, on: volumes.disc).enumerated() {
            let text = line.filter { !$0.isWhitespace }
            if text.hasPrefix("[") { section = text.filter { $0 != "[" && $0 != "]" } }
            guard section.hasPrefix("images-") || section == "stage2" else { continue }
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, Self.images.contains(String(parts[0])) else { continue }
            let path = "/\(parts[1])"
            guard volumes.disc.file(at: path) == nil else { continue }
            add(
                "\(info.path.escaped) names \(DisplayName(path).escaped) as \(parts[0]) (line \(number + 1)), which is not on the disc",
                info)
        }
    }

    // MARK: Windows

    /// The stores of Windows' boot manager, for BIOS and for UEFI.
    static let stores = ["/boot/bcd", "/EFI/Microsoft/Boot/BCD"]

    /// The store on a volume, and whether it is one: a hive of the registry begins with "regf".
    static func store(on volume: BootVolume, _ path: String) -> (file: BootVolume.File, isHive: Bool)? {
        guard let file = volume.fileIgnoringCase(at: path), !file.isDirectory else { return nil }
        return (file, volume.bytes(of: file, limit: 4)?.elementsEqual("regf".utf8) ?? true)
    }

    private mutating func readWindows(on volume: BootVolume) {
        for path in Self.stores {
            guard let (file, isHive) = Self.store(on: volume, path) else { continue }
            if !isHive {
                add(
                    "\(file.path.escaped) on \(volume.title) is no store of Windows' boot manager: it does not begin with \"regf\"",
                    file)
            }
            let manager = path == Self.stores[0] ? "/bootmgr" : nil
            if let manager, volume.medium == .disc, volume.fileIgnoringCase(at: manager) == nil {
                add("\(file.path.escaped) is there, and \(manager), which reads it on a BIOS, is not", file)
            }
            // What a medium of Windows starts; without its folder it is one of something else.
            let sources = volume.fileIgnoringCase(at: "/sources")
            if sources?.isDirectory == true, volume.medium == .disc,
                ["wim", "esd"].allSatisfy({ volume.fileIgnoringCase(at: "/sources/boot.\($0)") == nil })
            {
                add("\(file.path.escaped) is there, and /sources/boot.wim, which it starts, is not", file)
            }
        }
    }
}
