import Bytes

/// The explicit lists of container formats.
public enum Containers {
    /// What opens images, in the order in which it is tried.
    public static let readers: [any ContainerReader.Type] = [
        // Its first run may begin as a packed file does.
        DMGImage.self,
        CompressedImage.self,
        CHDImage.self,
        CSOImage.self,
        ZSOImage.self,
        DAXImage.self,
        ECMImage.self,
        ISZImage.self,
        EWFImage.self,
        NeroImage.self,
        EasyCDImage.self,
        WinOnCDImage.self,
        AlcoholImage.self,
        CueSheetImage.self,
        CloneCDImage.self,
        CdrdaoImage.self,
        GDImage.self,
        DiscJugglerImage.self,
        PlainISO.self,
        RawSectors.self,
    ]

    /// All formats that are known by name: those that are opened, and those that are only recognised.
    public static let formats: [ContainerFormat] =
        opened
        + RecognisedFormat.all.map(\.format).reduce(into: []) { new, format in
            if !opened.contains(format), !new.contains(format) { new.append(format) }
        }

    private static let opened = readers.map { $0.format } + [RawSectors.displaced]

    /// Opens the image with the first reader that knows it.
    ///
    /// - Returns: nil when none does; `Lookalike.name(of:)` then says what the file is instead.
    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        for reader in readers {
            try input.step()
            if var opened = try reader.open(input) {
                opened.facts.unused = unused(of: input, in: opened)
                return opened
            }
        }
        return nil
    }

    /// The files that a person named for an image, and that it does not need.
    private static func unused(of input: ImageInput, in image: OpenedImage) -> [String] {
        let used = Set(image.sources.map(\.name) + image.facts.files.compactMap(\.name) + [input.name])
        return input.folder.given.filter { !used.contains($0) }
    }
}
