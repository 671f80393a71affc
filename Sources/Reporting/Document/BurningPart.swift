import Containers

/// Which programs can write the image, and the media it fits on.
enum BurningPart {
    static func burning(_ burnability: Burnability) -> Document {
        Document {
            $0.add(
                "media", each: "medium",
                burnability.media.map { name in Document { $0.add("name", name) } })
            $0.add("programs", each: "program", burnability.rows.map(row))
        }
    }

    private static func row(_ row: Burnability.Row) -> Document {
        Document {
            $0.add("name", row.program.name)
            $0.add("answer", row.answer.rawValue)
            $0.add("reason", row.reason)
            $0.add("source", row.program.source)
        }
    }
}
