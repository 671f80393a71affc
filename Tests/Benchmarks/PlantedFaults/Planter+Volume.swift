import Bytes
import FileSystems
import Specimens

// Volume descriptors and path tables.

/// A number that is recorded in both byte orders.
struct TwiceRecorded {
    let landmark: String
    let at: Int
    let width: Int
    let name: String

    init(_ landmark: String, _ at: Int, _ width: Int, _ name: String) {
        self.landmark = landmark
        self.at = at
        self.width = width
        self.name = name
    }
}

extension Planter {
    /// A bit of the lowest byte of either half, and one of a higher byte of the little-endian half.
    mutating func plantHalves(_ numbers: [TwiceRecorded], in base: Base, high: Bool = false) {
        for number in numbers {
            let (landmark, at) = (number.landmark, number.at)
            plant("\(number.name), lowest bit of the little-endian half", in: base) { $0.flip(landmark, at) }
            let last = at + 2 * number.width - 1
            plant("\(number.name), lowest bit of the big-endian half", in: base) { $0.flip(landmark, last) }
            guard high else { continue }
            let upper = at + number.width - 2
            plant("\(number.name), a high bit of the little-endian half", in: base) {
                $0.flip(landmark, upper, 0x20)
            }
        }
    }

    /// Each half in the place of the other.
    mutating func plantSwaps(_ numbers: [TwiceRecorded], in base: Base) {
        for number in numbers {
            plant("\(number.name), the two halves swapped", in: base) {
                let bytes = $0.get(number.landmark, number.at, count: 2 * number.width)
                let swapped = bytes.suffix(number.width) + bytes.prefix(number.width)
                $0.set(number.landmark, number.at, Array(swapped))
            }
        }
    }

    mutating func descriptors() {
        family = .descriptors
        let numbers = [
            TwiceRecorded("pvd", 80, 4, "volume space size"), .init("pvd", 120, 2, "volume set size"),
            .init("pvd", 124, 2, "volume sequence number"), .init("pvd", 128, 2, "logical block size"),
            .init("pvd", 132, 4, "path table size"), .init("pvd:root", 2, 4, "root's extent"),
            .init("pvd:root", 10, 4, "root's data length"), .init("pvd:root", 28, 2, "root's volume number"),
        ]
        plantHalves(numbers, in: .everything, high: true)
        let few = numbers.filter { $0.at == 128 || $0.at == 2 || $0.at == 80 || $0.at == 132 }
        plantHalves(few, in: .plain)
        plantSwaps(numbers, in: .everything)
        plantSwaps(few, in: .plain)
        for filler in Filler.allCases {
            plant("primary descriptor lost to \(filler.name)", in: .bootable) { $0.lose("pvd", to: filler) }
        }
        plant("primary descriptor lost to zeros", in: .plain) { $0.lose("pvd") }
        plant("terminator lost to zeros", in: .bootable) { $0.lose("terminator") }
        plant("terminator lost to noise", in: .plain) { $0.lose("terminator", to: .noise) }
        plant("Joliet descriptor lost to zeros", in: .bootable) { $0.lose("svd") }
        plant("boot record lost to zeros", in: .bootable) { $0.lose("boot-record") }
        plant("logical block size 512 in both halves", in: .everything) {
            $0.set(VolumeDescriptor.logicalBlockSize, of: "pvd", 512)
        }
        plant("logical block size 2352 in both halves", in: .plain) {
            $0.set(VolumeDescriptor.logicalBlockSize, of: "pvd", 2352)
        }
        plant("volume space size too small by a third", in: .plain) {
            $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.get32LE("pvd", 80) / 12)
        }
        plant("volume space size too large by 1000", in: .plain) {
            $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.get32LE("pvd", 80) + 1000)
        }
        plant("root's extent one sector on, in both halves", in: .everything) {
            $0.set(DirectoryRecord.extent, of: "pvd:root", $0.get32LE("pvd:root", 2) + 1)
        }
        plant("root's extent far behind the end, in both halves", in: .bootable) {
            $0.set(DirectoryRecord.extent, of: "pvd:root", 700_000)
        }
        plant("root's data length 0 in both halves", in: .bootable) {
            $0.set(DirectoryRecord.dataLength, of: "pvd:root", 0)
        }
        plant("root's flags without the directory bit", in: .bootable) { $0.flip("pvd:root", 25, 2) }
        plant("descriptor version 3", in: .bootable) { $0.set(VolumeDescriptor.version, of: "pvd", 3) }
        plant("standard identifier CD011", in: .plain) { $0.flip("pvd", 4) }
        plant("descriptor type 5", in: .joliet) { $0.set(VolumeDescriptor.type, of: "svd", 5) }
        plant("file structure version 0", in: .bootable) {
            $0.set(VolumeDescriptor.fileStructureVersion, of: "pvd", 0)
        }
        plant("month 19 in the creation date", in: .bootable) { $0.set("pvd", 813 + 4, Array("19".utf8)) }
        plant("creation date shifted by a byte", in: .plain) {
            $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array("02024010203040500".utf8))
        }
        plant("a bit of the volume identifier", in: .bootable) { $0.flip("pvd", 41, 0x80) }
        plant("a control character in the publisher", in: .plain) { $0.flip("pvd", 318, 0x08) }
        plant(
            "the year of creation edited to 2019", in: .plain,
            pardon: "a sound date, and nothing else records it"
        ) {
            $0.set(VolumeDescriptor.DateField.creation, of: "pvd", bytes: Array("2019".utf8))
        }
    }

    mutating func pathTables() {
        family = .pathTables
        plant("size larger by 10 in both halves", in: .everything) {
            $0.set(VolumeDescriptor.pathTableSize, of: "pvd", $0.get32LE("pvd", 132) + 10)
        }
        plant("size smaller by 12 in both halves", in: .everything) {
            $0.set(VolumeDescriptor.pathTableSize, of: "pvd", $0.get32LE("pvd", 132) - 12)
        }
        plant("size 0 in both halves", in: .bootable) { $0.set(VolumeDescriptor.pathTableSize, of: "pvd", 0) }
        for (letter, table) in [("L", "path-table-l"), ("M", "path-table-m")] {
            let low = letter == "L" ? 2 : 5
            plant("\(letter): extent of the second directory one on", in: .everything) {
                $0.flip("\(table)[2]", low)
            }
            plant("\(letter): extent of the root", in: .bootable) { $0.flip("\(table)[1]", low) }
            plant("\(letter): parent number of the last directory", in: .bootable) {
                $0.flip("\(table)[4]", letter == "L" ? 6 : 7, 2)
            }
            plant("\(letter): a letter of a name", in: .bootable) { $0.flip("\(table)[3]", 9, 1) }
            plant("\(letter): length of a name", in: .everything) { $0.flip("\(table)[2]", 0) }
            for filler in [Filler.zeros, .text] {
                plant("\(letter) lost to \(filler.name)", in: .everything) { $0.lose(table, to: filler) }
            }
            plant("\(letter) lost to zeros", in: .plain) { $0.lose(table) }
            plant("\(letter) named one sector on", in: .everything) {
                let at = letter == "L" ? 140 : 151
                $0.flip("pvd", at)
            }
            plant("\(letter) of Joliet lost to zeros", in: .bootable) { $0.lose("svd:" + table) }
            plant("\(letter) of Joliet: extent of the second directory", in: .bootable) {
                $0.flip("svd:\(table)[2]", low)
            }
        }
        plant("L named behind the end", in: .bootable) {
            $0.set(VolumeDescriptor.typeLPathTable, of: "pvd", 500_000)
        }
        plant("M named as 0", in: .bootable) { $0.set(VolumeDescriptor.typeMPathTable, of: "pvd", 0) }
        plant("an optional table is named that is not there", in: .bootable) {
            $0.set(VolumeDescriptor.optionalTypeLPathTable, of: "pvd", $0.block("data:/README.TXT"))
        }
        plant("two records exchanged in L", in: .everything) {
            $0.swapRecords("path-table-l[2]", "path-table-l[3]")
        }
    }
}
