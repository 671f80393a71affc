import Bytes

/// Lays out an image and writes it.
///
/// In this order: system area, descriptors, path tables, directories, continuation areas, files, padding. No
/// block is used twice, none is left over.
struct Forge {
    private let plan: Specimen.Plan
    private let tree: PlannedTree
    private var hierarchies: [Hierarchy] = []
    private var sections: [Int: [Extent]] = [:]
    private var padding = 0
    private(set) var image: [UInt8] = []
    private(set) var landmarks = Landmarks()

    init(_ plan: Specimen.Plan) {
        self.plan = plan
        tree = PlannedTree(plan)
        var dialects = [Dialect.primary]
        if plan.joliet { dialects.append(.joliet) }
        if plan.enhanced { dialects.append(.enhanced) }
        hierarchies = dialects.map {
            Hierarchy($0, tree: tree, rockRidge: $0 == .primary && plan.recordsRockRidge)
        }
    }

    mutating func forge() {
        allocate()
        writeDescriptors()
        for hierarchy in hierarchies {
            writeTables(of: hierarchy)
            writeDirectories(of: hierarchy)
        }
        writeFiles()
        if plan.elTorito { writeBoot() }
        landmarks.mark("padding", padding)
    }
}

// MARK: Layout

extension Forge {
    private mutating func allocate() {
        let descriptors = 1 + (plan.elTorito ? 1 : 0) + (hierarchies.count - 1) + 1
        var end = (16 + descriptors) * .sector
        func take(_ extent: inout Extent) {
            extent.offset = end
            end += extent.length.rounded(up: .sector)
        }
        func reserve(_ name: String, _ length: Int = .sector) {
            guard plan.libisofs else { return }
            landmarks.mark("libisofs:" + name, end)
            end += length.rounded(up: .sector)
        }
        reserve("superblock")
        for index in hierarchies.indices {
            take(&hierarchies[index].tables.little)
            take(&hierarchies[index].tables.big)
        }
        for index in hierarchies.indices {
            for directory in hierarchies[index].directories {
                take(&hierarchies[index].extents[directory, default: Extent()])
            }
            take(&hierarchies[index].continuations)
        }
        reserve("tree")
        for (number, node) in tree.nodes.enumerated() {
            guard case .file(let parts) = node.kind else { continue }
            sections[number] = parts.map { part in
                var extent = Extent(length: part.count)
                if !part.isEmpty { take(&extent) }
                return extent
            }
        }
        reserve("array", 16 * (tree.nodes.count + 2))
        reserve("session")
        padding = end
        image = Array(repeating: 0, count: end + max(0, plan.padding) * .sector)
        for index in hierarchies.indices { hierarchies[index].sections = sections }
    }
}

// MARK: Structures

extension Forge {
    /// Primary descriptor at LBA 16, boot record, supplementary, enhanced, terminator (ECMA-119 6.7.1).
    private mutating func writeDescriptors() {
        landmarks.mark("system-area", 0)
        var end = 16 * .sector
        for hierarchy in hierarchies {
            let descriptor = ForgedDescriptor(
                hierarchy: hierarchy, volumeIdentifier: plan.volumeIdentifier,
                blocks: image.count / .sector)
            let name = hierarchy.dialect.descriptor
            landmarks.mark(name, end)
            landmarks.mark(name + ":root", end + ForgedDescriptor.root)
            image.place(descriptor.bytes, at: end)
            end += .sector
            if plan.elTorito, hierarchy.dialect == .primary {
                landmarks.mark("boot-record", end)
                end += .sector
            }
        }
        landmarks.mark("terminator", end)
        image.place(ForgedDescriptor.terminator, at: end)
    }

    private mutating func writeTables(of hierarchy: Hierarchy) {
        let tables = [
            ("path-table-l", hierarchy.tables.little, Hierarchy.Order.little),
            ("path-table-m", hierarchy.tables.big, Hierarchy.Order.big),
        ]
        for (name, extent, order) in tables {
            let table = hierarchy.pathTable(order)
            let landmark = landmarks.mark(hierarchy.dialect.prefix + name, extent.offset)
            for (index, start) in table.starts.enumerated() {
                landmarks.mark("\(landmark)[\(index + 1)]", extent.offset + start)
            }
            image.place(table.bytes, at: extent.offset)
        }
    }

    private mutating func writeDirectories(of hierarchy: Hierarchy) {
        var slots = ContinuationSlots()
        if hierarchy.continuations.length > 0 {
            landmarks.mark(hierarchy.dialect.prefix + "continuation", hierarchy.continuations.offset)
        }
        for directory in hierarchy.directories {
            let start = hierarchy.extents[directory]?.offset ?? 0
            let path = directory == 0 ? "/" : hierarchy.path(directory)
            landmarks.mark(hierarchy.dialect.prefix + "dir:" + path, start)
            var end = 0
            for record in hierarchy.records(of: directory) {
                let position = Hierarchy.position(of: record, from: end)
                end = position + record.length
                var area: Extent?
                if !record.continued.isEmpty {
                    let slot = slots.next(record.continuedLength)
                    area = Extent(
                        offset: hierarchy.continuations.offset + slot, length: record.continuedLength)
                }
                write(record, at: start + position, continuation: area, prefix: hierarchy.dialect.prefix)
            }
        }
    }

    private mutating func write(
        _ record: ForgedRecord, at offset: Int, continuation: Extent?, prefix: String
    ) {
        image.place(record.bytes(continuation: continuation), at: offset)
        let label = landmarks.mark(prefix + "record:" + record.label, offset)
            .dropFirst(prefix.count + "record:".count)
        mark(
            record.entries(continuation: continuation), of: prefix + "susp:" + label,
            from: offset + record.systemUse)
        guard let continuation else { return }
        landmarks.mark(prefix + "ce:" + label, continuation.offset)
        image.place(record.continued.flatMap { $0 }, at: continuation.offset)
        mark(record.continued, of: prefix + "susp:" + label, from: continuation.offset)
    }

    private mutating func mark(_ entries: [[UInt8]], of name: String, from start: Int) {
        var offset = start
        for entry in entries {
            landmarks.mark(name + ":" + String(decoding: entry.prefix(2), as: UTF8.self), offset)
            offset += entry.count
        }
    }
}

// MARK: Contents

extension Forge {
    private mutating func writeFiles() {
        for (number, node) in tree.nodes.enumerated() {
            guard case .file(let parts) = node.kind, let primary = hierarchies.first else { continue }
            for (part, extent) in zip(parts, sections[number] ?? []) where !part.isEmpty {
                landmarks.mark("data:" + primary.path(number), extent.offset)
                image.place(part, at: extent.offset)
            }
        }
    }

    /// What can be written only when it is known where the boot files lie.
    private mutating func writeBoot() {
        let places = landmarks.places
        guard let catalog = places["data:/BOOT/BOOT.CAT"], let bios = places["data:/BOOT/BIOS.IMG"],
            let efi = places["data:/BOOT/EFI.IMG"], let record = places["boot-record"]
        else { return }
        landmarks.mark("boot-catalog", catalog)
        landmarks.mark("boot-catalog:initial", catalog + 32)
        landmarks.mark("boot-catalog:section", catalog + 64)
        landmarks.mark("boot-catalog:entry", catalog + 96)
        landmarks.mark("boot-image", bios)
        landmarks.mark("efi-image", efi)
        func block(_ offset: Int) -> UInt32 { Extent(offset: offset).block }
        image.place(ForgedElTorito.bootRecord(catalog: block(catalog)), at: record)
        image.place(ForgedElTorito.catalog(bios: block(bios), efi: block(efi)), at: catalog)
        let table = ForgedElTorito.bootInformationTable(
            image: image[bios..<(bios + ForgedElTorito.biosImage.count)], block: block(bios))
        image.place(table, at: bios + 8)
    }
}
