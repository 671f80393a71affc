import Bytes
import DiscModel
import FileSystems

/// What UEFI does (edk2, PartitionDxe; UEFI 2.11, 3.5.1.1 and 13.3): it looks for FAT file systems by the boot catalog of a disc,
/// by the GPT, the boot catalog or the MBR of a disk, and starts the file that has its name in /EFI/BOOT.
struct UEFIRoutes {
    let disc: Disc
    let volumes: BootVolumes
    let programs: SignedPrograms

    /// A file system that firmware finds.
    private struct Candidate {
        let words: [String]
        let fat: UInt64
        /// Bytes that the firmware sees of it.
        let seen: UInt64
        /// What GRUB calls its root: the disc when it was started through the boot catalog, else the file system itself.
        let isOfDisc: Bool
        /// Whether it is said to be for UEFI.
        let isMeant: Bool
    }

    func capabilities(_ route: BootCapability.Route) -> [BootCapability] {
        var reason = ""
        let found = route == .uefiOptical ? catalogued(&reason) : ofDisk(&reason)
        guard !found.isEmpty else {
            var chain = BootChain()
            if let meant {
                chain.step("El Torito entry \(meant.number)")
                chain.fail(
                    "\(reason): \(meant.words)", meant.isPatch ? .patch : .program, start: meant.start,
                    isBlank: meant.isBlank)
            } else {
                chain.fail(reason, .nothing)
            }
            return [chain.capability(route)]
        }
        let all = Architecture.allCases.compactMap { architecture in
            found.lazy.compactMap { self.capability(route, architecture, $0) }.first
        }
        if !all.isEmpty { return all }
        var chain = BootChain()
        let words = "there is no /EFI/BOOT/\(Architecture.x64.fileName), nor one for another processor"
        if let meant = found.first(where: \.isMeant) {
            for word in meant.words { chain.step(word) }
            chain.fail("\(words), on \(volumes.fat(at: meant.fat)?.title ?? "it")", start: meant.fat)
        } else {
            chain.fail(words, .nothing)
        }
        return [chain.capability(route)]
    }

    // MARK: File systems that are found

    private func catalogued(_ reason: inout String) -> [Candidate] {
        guard let elTorito = disc.facts(ElToritoFacts.self), let catalog = elTorito.catalog else {
            reason = "there is no El Torito boot record in sector 17"
            return []
        }
        guard let first = catalog.entries.first, catalog.hasValidationEntry, first.wordSum == 0 else {
            reason =
                "the sum of the validation entry of the boot catalog is wrong, so UEFI reads none of its entries"
            return []
        }
        let candidates = elTorito.images.filter(\.entry.isBootable).compactMap { image -> Candidate? in
            guard let facts = volumes.fatFacts(at: image.offset) else { return nil }
            let count = UInt64(image.entry.sectorCount)
            let seen = count < 2 ? .max : count * 512
            return Candidate(
                words: [
                    "El Torito entry \(number(of: image, elTorito))", name(at: image.offset), facts.name,
                ],
                fat: image.offset, seen: seen, isOfDisc: true, isMeant: image.platform == 0xEF)
        }
        if candidates.isEmpty { reason = "no entry of the boot catalog leads to a FAT file system" }
        return candidates
    }

    /// The boot image that is said to be for UEFI, where no file system was found in one.
    private var meant: (number: Int, words: String, start: UInt64, isPatch: Bool, isBlank: Bool)? {
        guard let facts = disc.facts(ElToritoFacts.self),
            let image = facts.images.first(where: { $0.platform == 0xEF && $0.entry.isBootable })
        else { return nil }
        let isRead = facts.catalog.map { $0.hasValidationEntry && $0.entries.first?.wordSum == 0 } ?? false
        let start = image[BootImage.bootSector]
        let isBlank = start.count == 512 && start.allSatisfy { $0 == 0 }
        return (
            number(of: image, facts),
            "what stands at \(name(at: image.offset)) \(isBlank ? "begins with nothing but zeros" : "is none")",
            image.offset, !isRead, isBlank
        )
    }

    private func number(of image: BootImage, _ facts: ElToritoFacts) -> Int {
        (facts.images.firstIndex { $0.entry.index == image.entry.index } ?? 0) + 1
    }

    private func name(at offset: UInt64) -> String { volumes.path(at: offset) ?? "LBA \(offset / .sector)" }

    /// GPT where the MBR says that there is one, then the boot catalog, then the MBR: the first that yields something.
    private func ofDisk(_ reason: inout String) -> [Candidate] {
        let partitions = disc.facts(MasterBootRecordFacts.self)?.partitions ?? []
        let guarded = partitions.contains { $0.type == 0xEE && $0.firstBlock == 1 }
        let gpt = disc.facts(GUIDPartitionTableFacts.self)
        if guarded, let gpt, !gpt.windows.isEmpty {
            let found = candidates(in: gpt.windows, "GPT")
            if found.isEmpty { reason = "no partition of the GPT holds a FAT file system" }
            return found
        }
        let found = catalogued(&reason)
        if !found.isEmpty || yieldsPartitions { return found }
        let windows = disc.facts(MasterBootRecordFacts.self)?.windows ?? []
        let inMBR = candidates(in: windows, "MBR")
        if inMBR.isEmpty, !partitions.isEmpty { reason += ", and no partition of the MBR does" }
        return inMBR
    }

    /// Whether the boot catalog has an entry that firmware makes a partition of, whatever is in it: then it looks no further.
    private var yieldsPartitions: Bool {
        guard let facts = disc.facts(ElToritoFacts.self), let catalog = facts.catalog,
            catalog.hasValidationEntry
        else { return false }
        return catalog.entries.first?.wordSum == 0 && facts.images.contains(where: \.entry.isBootable)
    }

    private func candidates(in windows: [InnerWindow], _ table: String) -> [Candidate] {
        windows.compactMap { window in
            guard let facts = volumes.fatFacts(at: window.run.offset) else { return nil }
            return Candidate(
                words: ["\(table), \(window.title.escaped)", facts.name], fat: window.run.offset, seen: .max,
                isOfDisc: false, isMeant: true)
        }
    }

    // MARK: Programs

    /// Nil where the file system has no program for the processor.
    private func capability(
        _ route: BootCapability.Route, _ architecture: Architecture, _ candidate: Candidate
    ) -> BootCapability? {
        guard let volume = volumes.fat(at: candidate.fat), let facts = volumes.fatFacts(at: candidate.fat),
            let file = volume.file(at: "/EFI/BOOT/\(architecture.fileName)")
        else { return nil }
        var chain = BootChain()
        for word in candidate.words { chain.step(word) }
        chain.step(file.path.escaped)
        let length = facts.bootSector.length
        // Versions of edk2 count in blocks of 512 bytes or of 2048.
        if candidate.seen < length {
            let words = "the boot catalog counts \(candidate.seen / 512) sectors of a FAT of \(length / 512)"
            if candidate.seen.times(4) < length {
                chain.fail(words, .count)
            } else {
                chain.lose("\(words), and firmware differs in what it makes of that")
            }
        }
        if let fault = facts.faults.first(where: { $0.node == file.node }) {
            chain.fail("\(file.path.escaped) is damaged: \(fault.kind.inWords)", start: fault.place.offset)
        }
        if chain.end == nil { start(file, on: volume, architecture, candidate, &chain) }
        return chain.capability(route, architecture)
    }

    /// Programs of a loader are a few megabytes; of those with a kernel in them the headers are enough.
    private static let programLimit = 64 << 20

    private func start(
        _ file: BootVolume.File, on volume: BootVolume, _ architecture: Architecture, _ candidate: Candidate,
        _ chain: inout BootChain
    ) {
        guard let program = load(file, on: volume, architecture, &chain) else { return }
        chain.reach(.firmware)
        let place = Place(
            volume: volume, root: candidate.isOfDisc ? volumes.disc : volume, architecture: architecture)
        if UEFIProgram(program.headers, program.bytes) == .shim {
            startShim(program, file, in: place, isFirst: true, &chain)
        } else {
            start(program, file, in: place, &chain)
        }
    }

    /// Where programs find the next one.
    struct Place {
        let volume: BootVolume
        /// What GRUB reads.
        let root: BootVolume
        let architecture: Architecture
    }

    /// Starts what is not shim.
    func start(
        _ program: Program, _ file: BootVolume.File, in place: Place, _ chain: inout BootChain
    ) {
        let kind = UEFIProgram(program.headers, program.bytes)
        chain.stage(programs.stage(file, on: place.volume, kind.stage))
        switch kind {
        case .systemdBoot:
            chain.step("systemd-boot\(program.signature)")
            chain.follow(SystemdBootMenu.read(place.volume), on: volumes, programs)
        case .unifiedKernel, .kernel:
            chain.step("Linux\(program.signature)")
            chain.reach(.kernel)
        case .limine:
            chain.step("Limine\(program.signature)")
            let menu = LimineMenu.read(place.root)
            chain.follow(menu.files.isEmpty ? LimineMenu.read(place.volume) : menu, on: volumes, programs)
        case .grub, .shim, .other: follow(program, in: place, &chain)
        }
    }

    private func follow(_ program: Program, in place: Place, _ chain: inout BootChain) {
        guard let grub = GRUBImage(program.headers, program.bytes) else {
            let stores = [place.volume, place.root].lazy.compactMap {
                BootReferences.store(on: $0, BootReferences.stores[1])
            }
            guard let store = stores.first(where: \.isHive) else {
                return chain.rest("what the program does is not known")
            }
            // Its own program cannot be told from others; that it has its store beside it can.
            chain.step("\(store.file.path.escaped), of Windows' boot manager")
            return chain.rest("what Windows' boot manager starts is not known")
        }
        chain.step("GRUB\(program.signature)")
        chain.follow(
            GRUBMenu(volumes.all, root: place.root, prefix: grub.prefix, grub).menu, on: volumes, programs)
    }

    struct Program {
        let headers: PortableExecutable
        let bytes: Record

        var signature: String { headers.certificates == nil ? "" : ", signed" }
    }

    func load(
        _ file: BootVolume.File, on volume: BootVolume, _ architecture: Architecture,
        _ chain: inout BootChain
    ) -> Program? {
        let path = file.path.escaped
        guard let record = programs.content(of: file, on: volume, limit: Self.programLimit) else {
            chain.fail("\(path) cannot be read")
            return nil
        }
        guard let headers = PortableExecutable(record) else {
            chain.fail("\(path) is no program for UEFI (PE)")
            return nil
        }
        guard headers.machine == architecture.machine else {
            chain.fail(
                "\(path) is a program for \(Architecture.name(ofMachine: headers.machine)), not for \(architecture.rawValue)"
            )
            return nil
        }
        guard headers.subsystem == 10 else {
            chain.fail("\(path) is no application for UEFI (subsystem \(headers.subsystem))")
            return nil
        }
        guard UInt64(clamping: headers.end) <= file.size else {
            chain.fail(
                "\(path) has \(file.size) bytes, and its sections reach to \(headers.end): it is cut or its headers are damaged"
            )
            return nil
        }
        return Program(headers: headers, bytes: record)
    }
}

/// What a program for UEFI is.
enum UEFIProgram {
    case shim, grub, systemdBoot
    /// A kernel with its first programs and arguments in one file.
    case unifiedKernel
    case limine
    /// Linux itself, which can be started as a program (EFI stub).
    case kernel
    case other

    /// Limine has some hundreds of kilobytes.
    private static let limineLimit = 4 << 20

    var stage: BootStage.Kind {
        switch self {
        case .shim: .shim
        case .grub: .grub
        case .systemdBoot: .systemdBoot
        case .unifiedKernel: .unifiedKernel
        case .kernel: .kernel
        case .limine, .other: .other
        }
    }

    init(_ headers: PortableExecutable, _ file: Record) {
        if headers.section(".vendor_cert") != nil {
            self = .shim
        } else if headers.section("mods") != nil {
            self = .grub
        } else if headers.section(".linux") != nil {
            self = .unifiedKernel
        } else if headers.section(".sdmagic") != nil || file.bytes.contains("LoaderInfo: systemd-boot") {
            self = .systemdBoot
        } else if file.has("HdrS", at: 0x202) {
            self = .kernel
        } else if file.count < Self.limineLimit, LimineMenu.isLimine(file) {
            self = .limine
        } else {
            self = .other
        }
    }
}
