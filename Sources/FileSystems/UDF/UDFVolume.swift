import Bytes
import DiscModel
import Readers

/// Finds the volume in a window, and what leads to its files.
struct UDFVolume {
    var blocks: UDFBlocks
    let window: Window
    let limits: Limits
    private(set) var recognition: [UDFRecognition] = []
    private(set) var anchors: [UDFDescriptor] = []
    private(set) var main = UDFSequence(length: 0, block: 0)
    private(set) var reserve = UDFSequence(length: 0, block: 0)
    private(set) var integrity: [UDFDescriptor] = []
    private(set) var fileSet: UDFDescriptor?
    var maps: [UDFMap] = []
    var space = UDFSpace()
    var sparingTables: [UDFDescriptor] = []
    private(set) var root: UDFAddress?
    var claims: [Claim] = []
    private(set) var gaps: [Gap] = []
    var faults: [UDFFault] = []
    var missing: [Place] = []
    /// Where the mirror of the metadata first differs from it.
    var mirrorDifference: Place?
    var bitmap: UDFBitmap?
    /// Of a volume that was written once: the block of its table, and where it says that the one before it stands.
    var table: (block: UInt64, time: FileTime?)?
    var previousTable: (block: UInt64, place: Place)?
    private(set) var notIntegrity: UDFDescriptor?

    init(_ window: Window, _ limits: Limits) {
        self.window = window
        self.limits = limits
        blocks = UDFBlocks(window, size: .sector)
    }

    // MARK: Anchors

    /// Whether there is a volume: an anchor, or at least a recognition sequence.
    mutating func find() -> Bool {
        recognition = blocks.recognition(from: window.start)
        let isAnnounced = recognition.contains { $0.name.hasPrefix("NSR") }
        let sizes: [UInt64] = [.sector, 512, 4096, 1024, 8192, 16384, 32768]
        for size in isAnnounced ? sizes : Array(sizes.prefix(3)) {
            let tried = UDFBlocks(window, size: size)
            // Without an announcement one look must do: the sum, the CRC and the place of a tag do not come by chance.
            let found = Self.anchors(in: tried, [tried.first + 256])
            guard isAnnounced || found.contains(where: { $0.sumHolds && $0.crcHolds == true && $0.isInPlace })
            else {
                continue
            }
            let all = Self.anchors(in: tried, tried.anchorPlaces)
            guard all.contains(where: { $0.sumHolds && $0.crcHolds == true && $0.isInPlace }) else {
                continue
            }
            blocks = tried
            anchors = all
            break
        }
        guard isAnnounced || !anchors.isEmpty else { return false }
        for one in recognition where one.name != "CD001" {
            claims.append(
                window.claim(.descriptor, one.offset - window.placed(0), .sector, "UDF recognition"))
        }
        return true
    }

    private static func anchors(in blocks: UDFBlocks, _ places: [UInt64]) -> [UDFDescriptor] {
        places.compactMap { place in
            guard let found = blocks.anchor(place), found.isCredible(.anchor) else { return nil }
            // Blocks of another size look like anchors at another place.
            return found.isInPlace || found.crcHolds == true && found.sumHolds ? found : nil
        }
    }

    // MARK: Sequences

    mutating func readSequences() {
        for anchor in anchors {
            claim(anchor)
            check(anchor)
        }
        claimPadding()
        // What was an anchor, and is none any more by a damaged tag.
        for place in blocks.anchorPlaces where !anchors.contains(where: { UInt64($0.block) == place }) {
            guard let found = blocks.anchor(place) else { continue }
            let isThere = found.isInPlace && (found.kind == .anchor || found.crcHolds == true)
            if isThere || found.kind == .anchor && found.crcHolds == true && !found.sumHolds { check(found) }
        }
        // Of a disc with several sessions the last anchor knows the newest.
        guard let anchor = anchors.first(where: \.isInPlace) ?? anchors.first else {
            note(window.place((blocks.first + 256) * blocks.size, blocks.size, field: "anchor"))
            return
        }
        main = blocks.sequence(anchor[UDFAnchor.mainLength], anchor[UDFAnchor.mainBlock])
        reserve = blocks.sequence(anchor[UDFAnchor.reserveLength], anchor[UDFAnchor.reserveBlock])
        for sequence in [main, reserve] {
            for descriptor in sequence.descriptors { check(descriptor) }
            let length = UInt64(sequence.length)
            let start = UInt64(sequence.block).times(blocks.size)
            guard length > 0, start < window.size else { continue }
            let name = sequence.block == main.block ? "main" : "reserve"
            claims.append(
                window.claim(
                    .descriptor, start, min(length, window.size - start),
                    "UDF \(name) volume descriptor sequence"))
        }
    }

    /// genisoimage fills all of its padding with anchors.
    private mutating func claimPadding() {
        guard let last = anchors.last, UInt64(last.block) + 1 == blocks.count else { return }
        var first = UInt64(last.block)
        while first > 257, UInt64(last.block) - first < 1_024, let found = blocks.descriptor(first - 1),
            found.isCredible(.anchor), found.isInPlace
        {
            first -= 1
        }
        let count = UInt64(last.block) - first
        guard count > 0 else { return }
        claims.append(
            window.claim(
                .padding, first.times(blocks.size), count.times(blocks.size), "padding of UDF anchors"))
    }

    private mutating func claim(_ descriptor: UDFDescriptor) {
        let name = descriptor.name
        claims.append(
            window.claim(.descriptor, descriptor.offset - window.placed(0), blocks.size, "UDF \(name)"))
    }

    mutating func note(_ place: Place) { missing.append(place) }

    func prevailing(_ kind: UDFKind) -> UDFDescriptor? {
        main.prevailing(kind) ?? reserve.prevailing(kind)
    }

    // MARK: Integrity and file set

    mutating func readIntegrity() {
        guard let volume = prevailing(.logicalVolume) else { return }
        var (at, left) = (
            UInt64(volume[UDFLogicalVolume.integrityBlock]),
            UInt64(volume[UDFLogicalVolume.integrityLength]) / blocks.size
        )
        if left > 0 {
            claims.append(
                window.claim(
                    .descriptor, at.times(blocks.size), min(left, 4096).times(blocks.size),
                    "UDF integrity sequence"))
        }
        while left > 0, integrity.count < 1_024, let descriptor = blocks.descriptor(at) {
            // One bit of the tag's CRC is wrong for its sum as well.
            guard descriptor.isCredible(.integrity) || descriptor.kind == .integrity && descriptor.isInPlace
            else {
                if integrity.isEmpty, !descriptor.record.isFilled(with: 0) { notIntegrity = descriptor }
                break
            }
            check(descriptor)
            integrity.append(descriptor)
            (at, left) = (at + 1, left - 1)
            let next = UInt64(descriptor[UDFIntegrity.nextLength]) / blocks.size
            if next > 0 { (at, left) = (UInt64(descriptor[UDFIntegrity.nextBlock]), next) }
        }
    }

    mutating func readFileSet() {
        guard let volume = prevailing(.logicalVolume) else { return }
        var address = UDFAddress(volume[UDFLogicalVolume.fileSet])
        for _ in 0..<64 {
            guard let run = space.runs(UInt64(address.block), 1, in: address.reference)?.first,
                let descriptor = blocks.descriptor(run.block, counted: address.block),
                descriptor.isCredible(.fileSet)
            else {
                if fileSet == nil { note(Place(field: "file set descriptor")) }
                break
            }
            claim(descriptor)
            check(descriptor)
            fileSet = descriptor
            let next = UDFAddress(descriptor[UDFFileSet.next])
            guard next.length > 0 else { break }
            address = next
        }
        root = fileSet.map { UDFAddress($0[UDFFileSet.root]) }
        // The terminator that follows belongs to the set.
        if let fileSet,
            let run = space.runs(
                UInt64(fileSet.block) + 1, 1, in: UDFAddress(volume[UDFLogicalVolume.fileSet]).reference)?
                .first,
            let descriptor = blocks.descriptor(run.block, counted: fileSet.block + 1),
            descriptor.kind == .terminating || descriptor.isInPlace && descriptor.crcHolds == true
        {
            claim(descriptor)
            check(descriptor)
        }
    }

    /// Streams of the volume itself, such as its list of bad blocks, from revision 2.00 on (UDF 3.3.5.2).
    var streams: UDFAddress? {
        guard let fileSet, let volume = prevailing(.logicalVolume),
            volume[UDFLogicalVolume.revision] >= 0x0200
        else { return nil }
        let streams = UDFAddress(fileSet[UDFFileSet.streams])
        return streams.length > 0 ? streams : nil
    }

    // MARK: Tags

    mutating func check(_ descriptor: UDFDescriptor) {
        faults += UDFFault.ofTag(descriptor, node: 0)
        let times: [UDFKind: Int] = [.primary: 376, .integrity: 16, .fileSet: 16]
        guard let kind = descriptor.kind, let at = times[kind],
            let trouble = UDFTime.trouble(descriptor.record, at)
        else { return }
        faults.append(
            UDFFault(
                kind: .timestamp, node: 0,
                place: Place(
                    offset: descriptor.offset + UInt64(at), length: 12, field: "\(kind.inWords)/time"),
                recorded: trouble, found: "a time that there is"))
    }
}

extension UDFFault {
    /// What does not hold in a tag.
    static func ofTag(_ descriptor: UDFDescriptor, node: Int, path: DisplayName? = nil) -> [UDFFault] {
        var faults: [UDFFault] = []
        func add(
            _ kind: Kind, _ field: some Any, _ at: Int, _ count: UInt64, _ recorded: String, _ found: String
        ) {
            let place = Place(
                offset: descriptor.offset + UInt64(at), length: count, tree: path == nil ? nil : .udf,
                path: path,
                field: "\(descriptor.kind?.inWords ?? "descriptor")/\(field)")
            faults.append(UDFFault(kind: kind, node: node, place: place, recorded: recorded, found: found))
        }
        if !descriptor.sumHolds {
            add(.tagSum, "tagChecksum", 4, 1, "\(descriptor[UDFTag.checksum])", "\(descriptor.sum)")
        }
        if let measured = descriptor.measuredCRC, measured != descriptor[UDFTag.crc] {
            add(.tagCRC, "descriptorCRC", 8, 2, hex(descriptor[UDFTag.crc]), hex(measured))
        }
        if !descriptor.isInPlace {
            add(.tagLocation, "tagLocation", 12, 4, "\(descriptor[UDFTag.location])", "\(descriptor.block)")
        }
        if ![2, 3].contains(descriptor[UDFTag.version]) {
            add(.tagVersion, "descriptorVersion", 2, 2, "\(descriptor[UDFTag.version])", "2 or 3")
        }
        return faults
    }

    private static func hex(_ number: UInt16) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
