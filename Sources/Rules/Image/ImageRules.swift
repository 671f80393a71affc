/// Rules about the image as a whole: size, completeness, identification.
enum ImageRules {
    static let all: [any Rule.Type] = [
        ImageTruncated.self,
        PayloadIsWhole.self,
        ImageUnseen.self,
        SizeIsWholeSectors.self,
        ImageEndsWithVolume.self,
        SizeIsWholeClusters.self,
        OneFileSystem.self,
        NotHighSierra.self,
        NotCDi.self,
        HeadIsNoOtherFile.self,
        NothingAfterBackupTable.self,
        NoErrorCorrection.self,
    ]
}
