import Bytes
import Digests

/// An image with a jigdo file and a template beside it, as jigdo-file makes them of it: one file of the image is a part, and what stands
/// around it is in the template.
public enum ForgedJigdo {
    private static let specimen = Specimen { $0.files.append(.init("/PART.DAT", .bytes(content))) }
    private static let content = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
    public static let length = specimen.bytes.count
    public static let partStart = specimen.offset("data:/PART.DAT")

    /// - Parameters:
    ///   - changeTemplate: what happened to the template.
    ///   - change: what happened to the image; the range is that of the part.
    public static func beside(
        template changeTemplate: (inout [UInt8]) -> Void = { _ in },
        _ change: (inout [UInt8], Range<Int>) -> Void
    ) -> Wrapped {
        var image = specimen.bytes
        let part = partStart..<partStart + content.count
        let template = template(of: image, part)
        let jigdo = jigdo(template, "Example:pool/part.dat")
        change(&image, part)
        var changed = template
        changeTemplate(&changed)
        return Wrapped(
            name: "example.iso", bytes: image,
            siblings: ["example.jigdo": Array(jigdo.utf8), "example.template": changed])
    }

    /// The template of an image of which a range is a part; the data between the parts is left out, since nobody unpacks it.
    public static func template(of image: [UInt8], _ part: Range<Int>) -> [UInt8] {
        let head = Array("JigsawDownload template 1.0 example \r\nmade for an example\r\n\r\n".utf8)
        let entries =
            [2] + u48(part.lowerBound) + [6] + u48(part.count) + [UInt8](repeating: 0, count: 8)
            + md5(Array(image[part])) + [2] + u48(image.count - part.upperBound) + [5] + u48(image.count)
            + md5(image) + [0, 4, 0, 0]
        let length = 4 + 6 + entries.count + 6
        return head + Array("DESC".utf8) + u48(length) + entries + u48(length)
    }

    private static func jigdo(_ template: [UInt8], _ part: String) -> String {
        """
        [Jigdo]
        Version=1.1
        Generator=example
        [Image]
        Filename=example.iso
        Template=http://example.com/example.template
        Template-MD5Sum=\(base64(md5(template)))
        [Parts]
        \(base64(md5(content)))=\(part)
        [Servers]
        Example=http://example.com/

        """
    }

    private static func md5(_ bytes: [UInt8]) -> [UInt8] { RunningDigest.digest(.md5, of: bytes).bytes }

    private static func u48(_ number: Int) -> [UInt8] { Array(UInt64(number).littleEndianBytes.prefix(6)) }

    /// Base64 as jigdo writes it.
    private static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        return String(
            stride(from: 0, to: bits.count, by: 6).map { start in
                let group = (0..<6).map { start + $0 < bits.count ? Int(bits[start + $0]) : 0 }
                return letters[group.reduce(0) { $0 << 1 | $1 }]
            })
    }
}
