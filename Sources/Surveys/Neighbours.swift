public import Bytes

/// What lies beside an image and is called after it.
public struct Neighbours: Sendable {
    /// The name of the image's file.
    let image: String
    /// Whether the bytes of the volume are those of the file, which are what programs count.
    let isPlain: Bool
    let folder: any Folder

    public init(of image: String, isPlain: Bool, in folder: any Folder) {
        (self.image, self.isPlain, self.folder) = (image, isPlain, folder)
    }

    /// The name whole, and without its ending: some programs put their own behind it, some in its place.
    var stems: [String] { [image, String(image[..<(image.lastIndex(of: ".") ?? image.endIndex)])] }
}
