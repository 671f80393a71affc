import Bytes
import DiscModel
import Rules

/// What wraps the disc, and how the disc is divided.
enum ContainerPart {
    static func container(_ examination: Report.Examination) -> Document {
        Document {
            $0.add("format", examination.format)
            $0.add("oddBytes", examination.disc.size % LBA.sectorSize)
        }
    }

    /// A plain ISO is one session with one data track.
    static func sessions(_ disc: Disc) -> [Document] {
        let track = Document {
            $0.add("number", 1)
            $0.add("kind", "data")
            $0.add("lba", 0)
            $0.add("sectors", disc.size.roundedUp(to: LBA.sectorSize) / LBA.sectorSize)
        }
        let session = Document {
            $0.add("number", 1)
            $0.add("tracks", each: "track", [track])
        }
        return [session]
    }
}

/// Which programs made the image.
enum AuthoringPart {
    static func authoring(_ authoring: Authoring) -> Document {
        let tools = authoring.traces.map { trace in
            Document {
                $0.add("name", trace.tool.name)
                $0.add("version", trace.version)
                $0.add("evidence", trace.evidence)
                $0.add("field", trace.place.field)
                $0.add("offset", trace.place.offset)
            }
        }
        return Document { $0.add("tools", each: "tool", tools) }
    }
}
