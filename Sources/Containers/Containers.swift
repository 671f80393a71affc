/// The explicit list of container formats, in the order in which they are tried.
public enum Containers {
    public static let formats: [any ContainerFormat.Type] = [
        CompressedImage.self,
        NeroImage.self,
        EasyCDImage.self,
        WinOnCDImage.self,
        AlcoholImage.self,
        CueSheetImage.self,
        CloneCDImage.self,
        CdrdaoImage.self,
        DiscJugglerImage.self,
        PlainISO.self,
        RawSectors.self,
    ]

    /// Opens the image with the first format that knows it.
    ///
    /// - Returns: nil when no format does; `Lookalike.name(of:)` then says what the file is instead.
    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        for format in formats {
            if let opened = try format.open(input) { return opened }
        }
        return nil
    }
}
