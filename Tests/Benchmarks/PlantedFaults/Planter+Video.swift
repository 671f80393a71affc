import Bytes
import Specimens

// What players of discs go by, and what they play.

extension Planter {
    mutating func video() {
        family = .video
        dvdVideo()
        bluRay()
    }

    private mutating func dvdVideo() {
        for name in ["VIDEO_TS.IFO", "VIDEO_TS.BUP", "VTS_01_0.IFO", "VTS_01_0.BUP"] {
            for (what, at) in [
                ("name", 5), ("last sector of the set", 0x0F), ("last sector of the IFO", 0x1F),
                ("start of the menus", 0xC3), ("a byte without meaning", 0x180),
                ("table in the second sector", 2_057),
                ("end of a table", 2_053), ("pointer to the cells", 0xDA),
            ] {
                plant("bit of \(name): \(what)", in: .dvdVideo) {
                    $0.flip("udf:data:/VIDEO_TS/\(name)", at, 8)
                }
            }
            plant("first sector of \(name) lost to zeros", in: .dvdVideo) {
                $0.lose("udf:data:/VIDEO_TS/\(name)")
            }
        }
        for filler in Filler.allCases {
            plant("first sector of a VOB lost to \(filler.name)", in: .dvdVideo) {
                $0.lose("udf:data:/VIDEO_TS/VTS_01_1.VOB", to: filler)
            }
            plant("a sector within a VOB lost to \(filler.name)", in: .dvdVideo) { image in
                let sector = image.offset("udf:data:/VIDEO_TS/VTS_01_1.VOB") + .sector
                image.bytes.replaceSubrange(sector..<sector + .sector, with: filler.sector)
            }
        }
        plant("a navigation pack of another unit", in: .dvdVideo) { image in
            let vob = "udf:data:/VIDEO_TS/VTS_01_1.VOB"
            image.set(vob, 2 * .sector, image.get(vob, count: .sector))
        }
        plant("another pack in the place of a navigation pack", in: .dvdVideo) { image in
            let vob = "udf:data:/VIDEO_TS/VTS_01_1.VOB"
            image.set(vob, 2 * .sector, image.get(vob, .sector, count: .sector))
        }
        plant("two VOBs exchanged", in: .dvdVideo) { image in
            let (one, other) = ("udf:data:/VIDEO_TS/VTS_01_1.VOB", "udf:data:/VIDEO_TS/VTS_01_2.VOB")
            let length = 2 * .sector
            let kept = image.get(one, count: length)
            image.set(one, 0, image.get(other, count: length))
            image.set(other, 0, kept)
        }
    }

    private mutating func bluRay() {
        for name in [
            "index.bdmv", "MovieObject.bdmv", "PLAYLIST/00001.mpls", "CLIPINF/00001.clpi",
            "BACKUP/index.bdmv",
            "BACKUP/PLAYLIST/00002.mpls", "BACKUP/CLIPINF/00002.clpi",
        ] {
            for (what, at) in [("name", 2), ("first pointer", 10), ("first length", 41), ("last bytes", 48)] {
                plant("bit of \(name): \(what)", in: .bluRay) { $0.flip("udf:data:/BDMV/\(name)", at, 8) }
            }
            plant("\(name) lost to zeros", in: .bluRay) { $0.lose("udf:data:/BDMV/\(name)") }
        }
        plant("another clip in a playlist and its copy", in: .bluRay) { image in
            for path in ["", "BACKUP/"] { image.set8("udf:data:/BDMV/\(path)PLAYLIST/00001.mpls", 74, 0x37) }
        }
        plant("packets that a clip and its copy count", in: .bluRay) {
            $0.setBD32("CLIPINF/00001.clpi", 56, 65)
        }
        for filler in Filler.allCases {
            plant("a sector of a stream lost to \(filler.name)", in: .bluRay) { image in
                let sector = image.offset("udf:data:/BDMV/STREAM/00001.m2ts") + .sector
                image.bytes.replaceSubrange(sector..<sector + .sector, with: filler.sector)
            }
        }
    }
}
