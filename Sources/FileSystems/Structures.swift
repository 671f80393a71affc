public import Bytes

// Every structure with fields that the readers found, for whoever goes through all of them.

extension ISO9660Facts {
    /// Descriptors, records of path tables and directories, system use entries, extended attribute records and zisofs
    /// headers.
    public var structures: [any Structure] {
        descriptors as [any Structure] + isoTrees.flatMap(\.structures)
    }
}

extension ISOTree {
    public var structures: [any Structure] {
        var all: [any Structure] = pathTables.flatMap(\.entries)
        for slot in slots.indices {
            all.append(record(slot))
            if sharing != nil { all += entries(slot) as [any Structure] }
        }
        return all + extendedAttributes as [any Structure] + zisofsFiles.map(ZisofsHeader.init)
            as [any Structure]
    }
}

extension UDFFacts {
    /// The recognition sequence, the descriptors of the volume, and the entries of its files.
    public var structures: [any Structure] {
        var all: [any Structure] = recognition
        let descriptors = anchors + main.descriptors + reserve.descriptors + integrity
        all += (descriptors + [fileSet].compactMap(\.self)) as [any Structure]
        return all + entries as [any Structure]
    }
}

extension HFSFacts {
    /// The header of the volume and its copy.
    public var structures: [any Structure] { [header, alternate].compactMap(\.self) as [any Structure] }
}

extension DVDVideoFacts {
    /// The tables that open each IFO and BUP.
    public var structures: [any Structure] { sets.flatMap(\.copies) as [any Structure] }
}

extension BluRayFacts {
    /// The headers of the files of BDMV and of their copies.
    public var structures: [any Structure] { pairs.flatMap(\.copies) as [any Structure] }
}

extension ElToritoFacts {
    /// The entries of the boot catalog, and the images that have fields.
    public var structures: [any Structure] {
        (catalog?.entries ?? []) as [any Structure] + images as [any Structure]
    }
}

extension SystemAreaFacts {
    /// The partition tables of every kind, and the boot block.
    public var structures: [any Structure] {
        var all: [any Structure] = partitions
        all += guidTables as [any Structure] + guidPartitions as [any Structure]
        all += appleMaps.flatMap(\.entries) as [any Structure]
        if let bootBlock { all.append(bootBlock) }
        return all
    }
}
