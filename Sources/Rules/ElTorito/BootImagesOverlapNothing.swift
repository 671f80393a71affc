import Bytes
import DiscModel
import FileSystems
import Specimens

/// No file and no structure lies partly in a boot image and partly outside of it.
enum BootImagesOverlapNothing: Rule {
    static let card = RuleCard(
        id: "eltorito-image-overlap",
        title: "Boot images share no bytes with their neighbours",
        rationale: """
            Two entries for the same image are normal, and so is an image that is also a file. Where an image runs into \
            something else, its length, its media type or an address is wrong, and writing to one destroys the other.
            """,
        remedy: "Make the image again; look at media type and load address of the entry.",
        severity: .warning,
        clause: .practice("one owner for every byte"))

    static func weigh(_ facts: ElToritoFacts, in disc: Disc, _ findings: inout Findings) {
        var images: [UInt64: BootImage] = [:]
        for image in facts.images where image.length > 0 { images[image.offset] = image }
        guard !images.isEmpty else { return }
        let sorted = images.values.sorted { $0.offset < $1.offset }
        var reach: [UInt64] = []
        for image in sorted { reach.append(max(reach.last ?? 0, image.end)) }
        var before: DiscMap.Span?
        for span in disc.map.spans {
            // Trees share their files; the same bytes are one neighbour.
            if let before, before.offset == span.offset, before.end == span.end { continue }
            before = span
            var index = sorted.count
            // Images that begin behind the span, then those that all ended before it, cannot touch it.
            while index > 0, sorted[index - 1].offset >= span.end { index -= 1 }
            while index > 0, reach[index - 1] > span.offset {
                index -= 1
                report(sorted[index], span, disc, &findings)
            }
        }
    }

    private static func report(
        _ image: BootImage, _ span: DiscMap.Span, _ disc: Disc, _ findings: inout Findings
    ) {
        let end = min(image.end, disc.size)
        guard span.offset != image.offset, span.offset < end, span.end > image.offset else { return }
        // An image inside a file or a partition is part of it.
        if span.offset < image.offset, span.end >= end { return }
        let shared = min(end, span.end) - max(image.offset, span.offset)
        findings.report(
            "\(image.words) shares \(BootWords.count(shared, "byte")) with \(disc.name(of: span.owner).escaped) at LBA \(span.offset / .sector)",
            expected: "bytes of its own",
            at: Place(offset: max(image.offset, span.offset), length: shared, field: image.place.field))
    }

    static var examples: [Example] {
        [
            .fires("a floppy where there is a small file", .bootable, at: "data:/DOCS/MANUAL.TXT", .sector) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:initial", 1)
                $0.set(
                    BootCatalogEntry.loadRBA, of: "boot-catalog:initial",
                    $0.block("data:/DOCS/MANUAL.TXT") + 1)
            },
            .passes("images that are files", .bootable),
            .passes("two entries for one image", .bootable) {
                $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:initial", $0.block("efi-image"))
            },
        ]
    }
}
