import Bytes
import DiscModel
import FileSystems

/// What a BIOS does (measured with SeaBIOS 1.16): of a disc it reads the boot record and the first entry of the catalog, of a
/// disk the first sector.
struct BIOSRoutes {
    let disc: Disc
    let volumes: BootVolumes

    private var elTorito: ElToritoFacts? { disc.facts(ElToritoFacts.self) }

    // MARK: From a disc

    func optical() -> BootCapability {
        var chain = BootChain()
        if let image = firstImage(&chain) {
            chain.step("El Torito entry 1")
            chain.step(name(of: image))
            chain.reach(.firmware)
            load(image, isDisk: false, &chain)
        } else if elTorito?.images.contains(where: { $0.platform == 0 && $0.entry.isBootable }) == true {
            chain.step("boot catalog")
        }
        // What is not started all the same may be meant to be.
        if let image = elTorito?.images.first(where: \.isISOLINUX) { chain.expect(menu(of: image)) }
        return chain.capability(.biosOptical)
    }

    /// The boot image that the BIOS loads; nil with the reason where it loads none.
    private func firstImage(_ chain: inout BootChain) -> BootImage? {
        guard let elTorito, elTorito.record.offset == disc.startOffset + 17 * .sector else {
            chain.fail("there is no El Torito boot record in sector 17", .nothing)
            return nil
        }
        guard let catalog = elTorito.catalog, catalog.record.u8(0) == 1,
            catalog.record.u16le(30) == 0xAA55
        else {
            chain.fail("the boot catalog does not begin with a validation entry", .nothing)
            return nil
        }
        guard catalog.record.u8(1) == 0 else {
            chain.fail(
                "the boot catalog begins with an entry for \(BootCatalogEntry.platformName(catalog.record.u8(1)))",
                .nothing)
            return nil
        }
        guard let entry = catalog.entries.first(where: { $0.role == .initial }), entry.isBootable else {
            chain.fail("the first entry of the boot catalog is not marked as bootable", .nothing)
            return nil
        }
        guard let image = elTorito.images.first(where: { $0.entry.index == entry.index }) else {
            chain.fail("the boot image of the first entry lies outside of the image", .nothing)
            return nil
        }
        return image
    }

    private func name(of image: BootImage) -> String {
        path(of: image) ?? "the boot image at LBA \(image.entry.loadRBA)"
    }

    private func path(of image: BootImage) -> String? { volumes.path(at: image.offset) }

    // MARK: From a stick

    func usb() -> BootCapability {
        var chain = BootChain()
        func nothing(_ why: String) -> BootCapability {
            var chain = BootChain()
            chain.fail(why, .nothing)
            return chain.capability(.biosUSB)
        }
        if let area = disc.systemArea, !area.isSigned, area.isIsohybrid || area.isGRUB {
            chain.step("boot record")
            chain.fail(
                "the first sector holds boot code, and not the signature 55 AA that a BIOS wants", start: 510)
            return chain.capability(.biosUSB)
        }
        guard let area = disc.systemArea, area.isSigned else {
            return nothing("there is no boot record in the first sector")
        }
        guard !area.code.isFilled(with: 0) else {
            return nothing("the boot record in the first sector holds no code")
        }
        chain.step("boot record")
        chain.reach(.firmware)
        if area.isIsohybrid {
            chain.step("isohybrid")
            handOver(to: UInt64(area.record.u32le(432)), minus: 0, &chain) { $0.isISOLINUX }
        } else if area.isGRUB {
            chain.step("GRUB's boot code for discs and disks")
            handOver(to: area.record.u64le(0x1B0), minus: 4, &chain) { $0.isGRUB }
        } else if area.code.contains("Loading Memtest86+") {
            chain.step("Memtest86+")
        } else if area.code.starts(with: "ER".utf8) {
            return nothing("the first sector begins with Apple's driver map, and holds no code")
        } else {
            chain.lose("what the code in the first sector does is not known")
        }
        return chain.capability(.biosUSB)
    }

    /// Follows the address, in blocks of 512 bytes, at which the code in the first sector finds its loader.
    private func handOver(
        to block: UInt64, minus shift: UInt64, _ chain: inout BootChain, _ fits: (BootImage) -> Bool
    ) {
        let offset = (block - min(block, shift)).times(512)
        guard let image = elTorito?.images.first(where: { $0.offset == offset }) else {
            if let path = volumes.path(at: offset) {
                chain.step(path)
                return chain.lose("the boot catalog does not name what the code in the first sector starts")
            }
            return chain.fail(
                "the code in the first sector seeks its loader at byte \(offset), where none is")
        }
        chain.step(name(of: image))
        guard fits(image) else { return chain.lose("what the code in the first sector starts is not known") }
        load(image, isDisk: true, &chain)
    }

    // MARK: Loaders

    private func load(_ image: BootImage, isDisk: Bool, _ chain: inout BootChain) {
        if image.isISOLINUX { return loadISOLINUX(image, isDisk: isDisk, &chain) }
        if image.isGRUB { return loadGRUB(image, isDisk: isDisk, &chain) }
        if isLimine(image) { return loadLimine(&chain) }
        if image.head.bytes.contains("BOOTMGR") { return loadWindows(&chain) }
        switch image.entry.emulation {
        case .floppy12?, .floppy144?, .floppy288?, .hardDisk?: loadEmulated(image, &chain)
        default:
            let start = image.head.slice(0..<64)
            if start.isFilled(with: 0) || start.allSatisfy({ 0x20..<0x7F ~= $0 || 0x09...0x0D ~= $0 }) {
                return chain.fail("\(name(of: image)) is no boot code, but zeros or text", .patch)
            }
            if let file = volumes.file(around: image.offset) {
                return chain.fail(
                    "the first entry of the boot catalog leads to byte \(file.bytes) of \(file.path), where no program begins"
                )
            }
            chain.rest("what the boot code does is not known")
        }
    }

    private func menu(of image: BootImage) -> LoaderMenu {
        SyslinuxMenu(volumes.isolinux, loader: folder(of: image)).menu
    }

    /// The folder that a boot image stands in, where it is a file.
    private func folder(of image: BootImage) -> String? {
        path(of: image).map { String($0[...($0.lastIndex(of: "/") ?? $0.startIndex)]) }
    }

    private func loadISOLINUX(_ image: BootImage, isDisk: Bool, _ chain: inout BootChain) {
        chain.step("ISOLINUX")
        if image.head.slice(8..<64).allSatisfy({ $0 == 0 }) {
            return chain.fail("the boot information table of ISOLINUX is blank")
        }
        if let table = image.bootInfo {
            if table.imageBlock != image.entry.loadRBA {
                return chain.fail(
                    "the boot information table of ISOLINUX names another block than its own", .patch)
            }
            if let measured = table.measured, measured != table.checksum {
                return chain.fail(
                    "ISOLINUX stops with \"Image checksum error\": its boot information table has another sum",
                    .patch
                )
            }
        } else if isDisk {
            return chain.fail("ISOLINUX has no boot information table, which it needs on a disk")
        }
        let folder = folder(of: image)
        if image.needsModules, let folder, volumes.isolinux.file(at: folder + "ldlinux.c32") == nil,
            volumes.isolinux.file(at: "/boot/isolinux/ldlinux.c32") == nil,
            volumes.isolinux.file(at: "/isolinux/ldlinux.c32") == nil
        {
            return chain.fail("ISOLINUX does not find ldlinux.c32 beside itself")
        }
        chain.follow(menu(of: image), on: volumes)
    }

    /// Folders in which GRUB for BIOS is told to look; its own memory of them is packed.
    private static let prefixes = ["/boot/grub", "/boot/grub2", "/EFI/BOOT", "/grub", "/grub2"]

    private func loadGRUB(_ image: BootImage, isDisk: Bool, _ chain: inout BootChain) {
        chain.step("GRUB")
        if isDisk, let block = image.grub2BootInfo, block != UInt64(image.entry.loadRBA) * 4 + 5 {
            return chain.fail("GRUB's own note of where it is (byte 2548) leads to block \(block)", .patch)
        }
        if !isDisk {
            guard let table = image.bootInfo, table.imageBlock == image.entry.loadRBA,
                UInt64(table.imageLength) == image.fileLength ?? UInt64(table.imageLength)
            else {
                return chain.fail(
                    "the boot information table of GRUB does not tell where it is and how long", .patch)
            }
        }
        guard let prefix = Self.prefixes.first(where: { volumes.disc.file(at: $0 + "/grub.cfg") != nil })
        else {
            return chain.lose("no grub.cfg is in the usual folders, and where GRUB looks is packed in it")
        }
        // A core that brings its modules along has no folder for them; where there is one, it wants them from there.
        let modules = prefix + "/i386-pc"
        if volumes.disc.file(at: modules)?.isDirectory == true,
            volumes.disc.file(at: modules + "/normal.mod") == nil
        {
            return chain.fail("GRUB does not find normal.mod in \(modules), and ends in its rescue shell")
        }
        chain.follow(GRUBMenu(volumes.all, root: volumes.disc, prefix: prefix).menu, on: volumes)
    }

    /// The first part of Limine is packed; its file has its name.
    private func isLimine(_ image: BootImage) -> Bool {
        LimineMenu.isLimine(image.head) || path(of: image)?.lowercased().contains("limine") ?? false
    }

    private func loadLimine(_ chain: inout BootChain) {
        chain.step("Limine")
        let menu = LimineMenu.read(volumes.disc)
        guard LimineMenu.biosParts.contains(where: { volumes.disc.file(at: $0) != nil }) else {
            chain.expect(menu)
            return chain.fail("Limine does not find limine-bios.sys in /, /boot or /limine")
        }
        chain.follow(menu, on: volumes)
    }

    private func loadWindows(_ chain: inout BootChain) {
        chain.step("Windows' boot manager")
        if let store = BootReferences.store(on: volumes.disc, BootReferences.stores[0]), store.isHive {
            chain.step(store.file.path.escaped)
            chain.reach(.configuration)
        }
        chain.rest("what its store has it start is not known")
    }

    private func loadEmulated(_ image: BootImage, _ chain: inout BootChain) {
        let inside = volumes.fats.first {
            guard case .fat(let offset) = $0.medium else { return false }
            return offset >= image.offset && offset < image.end
        }
        guard let inside else { return chain.rest("what the boot code does is not known") }
        // What mkfs.fat and Windows write into a file system from which nothing starts.
        let refusals = ["This is not a bootable disk", "Non-System disk", "is not bootable"]
        let code = image.head.slice(0..<512)
        if refusals.contains(where: { code.contains($0) }) {
            return chain.fail("the boot code of \(name(of: image)) only says that it is not a bootable disk")
        }
        chain.step(inside.title)
        guard inside.file(at: "/ldlinux.sys") != nil else {
            return chain.rest("what the boot code does is not known")
        }
        chain.step("SYSLINUX")
        chain.follow(SyslinuxMenu(inside, loader: nil, names: ["syslinux.cfg"]).menu, on: volumes)
    }
}

extension SystemAreaFacts {
    /// The first sector.
    var record: Record { area.part(0, 512) }
    var isSigned: Bool { MasterBootRecord.isSigned(record) }
    var code: ArraySlice<UInt8> { record.slice(0, 440) }
    var isIsohybrid: Bool { record.bytes.contains("isolinux.bin missing or corrupt") }
    var isGRUB: Bool { record.bytes.contains("GRUB ") && record.bytes.contains("Geom\0") }
}

extension Disc {
    var systemArea: SystemAreaFacts? { facts(SystemAreaFacts.self) }
}

extension BootImage {
    /// Whether it is ISOLINUX, which says so in its first block.
    var isISOLINUX: Bool { head.bytes.contains("ISOLINUX ") }
    /// From version 5 on, the loader's core is a module beside it.
    var needsModules: Bool {
        guard let at = head.bytes.first(of: "ISOLINUX ") else { return false }
        let digit = head.u8(at + 9)
        return digit >= 0x35
    }
}

extension ArraySlice<UInt8> {
    /// Where a text begins, counted from the first byte.
    func first(of text: String) -> Int? {
        let wanted = [UInt8](text.utf8)
        guard let head = wanted.first else { return nil }
        return indices.first { self[$0] == head && self[$0...].starts(with: wanted) }.map { $0 - startIndex }
    }

    func contains(_ text: String) -> Bool { first(of: text) != nil }
}
