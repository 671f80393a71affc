import Bytes
import Containers
import DiscModel
import Rules
import SectorCodes
import Sectors

/// What wraps the disc, and how the disc is divided.
enum ContainerPart {
    static func container(_ examination: Report.Examination) -> Document {
        let disc = examination.disc
        return Document {
            $0.add("format", examination.format)
            $0.add("pronom", PRONOM.puid(of: disc))
            $0.add("oddBytes", disc.size % .sector)
            guard let facts = disc.facts(ContainerFacts.self), !facts.isPlain else { return }
            addLayout(facts, to: &$0)
            $0.add("mediaCatalogNumber", facts.layout.mediaCatalogNumber)
            if let packing = facts.packing { $0.add("packing", self.packing(packing, disc)) }
            $0.add("payload", PayloadPart.payload(facts, disc))
            $0.add("files", each: "file", facts.files.indices.map { file($0, of: facts, disc) })
            if !facts.layout.cdText.isEmpty {
                $0.add("cdText", each: "text", facts.layout.cdText.map(text))
            }
        }
    }

    /// How the data sectors lie in the files.
    private static func addLayout(_ facts: ContainerFacts, to document: inout Document) {
        guard let layout = facts.dataLayout else { return }
        document.add("description", layout.inWords)
        document.add("sectorSize", layout.stride)
        document.add("bytesBeforeData", layout.prefix)
        document.add("bytesAfterData", layout.suffix)
        document.add("leadingBytes", facts.leadingBytes)
    }

    private static func packing(_ packing: Packing, _ disc: Disc) -> Document {
        Document {
            $0.add("filter", packing.filter)
            $0.add("packedSize", packing.packedSize)
            $0.add("unpackedSize", packing.unpackedSize)
            $0.add("failure", packing.failure)
            $0.add("digests", ChecksumPart.packedDigests(disc))
        }
    }

    private static func file(_ index: Int, of facts: ContainerFacts, _ disc: Disc) -> Document {
        let file = facts.files[index]
        return Document {
            $0.add("name", DisplayName(file.recordedName))
            if let taken = file.name, taken != file.recordedName { $0.add("takenFor", DisplayName(taken)) }
            $0.add("size", file.size)
            $0.add("state", state(file.state))
            $0.add("digests", ChecksumPart.digests(ofFile: index, disc))
        }
    }

    private static func state(_ state: ContainerFile.State) -> String {
        switch state {
        case .open: "open"
        case .missing: "missing"
        case .outside: "outside"
        case .refused: "refused"
        case .unsupported: "unsupported"
        case .audio: "audio"
        }
    }

    private static func text(_ entry: CDTextEntry) -> Document {
        Document {
            $0.add("kind", entry.kind)
            $0.add("track", entry.track)
            $0.add("block", entry.block)
            $0.add("text", entry.text)
        }
    }

    // MARK: Sessions and tracks

    static func sessions(_ disc: Disc) -> [Document] {
        guard let facts = disc.facts(ContainerFacts.self) else { return [] }
        return facts.layout.sessions.map { session in
            Document {
                $0.add("number", session.number)
                $0.add(
                    "tracks", each: "track",
                    session.tracks.map { track($0, of: session.number, plain: facts.isPlain, disc) })
            }
        }
    }

    private static func track(
        _ track: DiscLayout.Track, of session: Int, plain: Bool, _ disc: Disc
    ) -> Document {
        Document {
            $0.add("number", track.number)
            $0.add("kind", track.isAudio ? "audio" : "data")
            $0.add("lba", track.start.number)
            $0.add("sectors", track.length)
            guard !plain else { return }
            $0.add("form", track.form.rawValue)
            $0.add("pregap", track.pregap)
            $0.add("postgap", track.postgap)
            $0.add("isrc", track.isrc)
            $0.add("digests", ChecksumPart.digests(ofTrack: track.number, session: session, disc))
        }
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
