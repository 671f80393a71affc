/// Rules about the container: whether the file is what it says it is, and whether its descriptor and its sectors agree.
enum ContainerRules {
    static let all: [any Rule.Type] = [
        ImageIsPlainISO.self,
        NamedFilesAreThere.self,
        AudioIsStoredAsSectors.self,
        NamedFilesKeepTheirNames.self,
        TracksLieInTheirFiles.self,
        MarksLieInTheirFiles.self,
        TrackModesAreKnown.self,
        TracksAreWholeSectors.self,
        TracksDoNotOverlap.self,
        EveryByteIsDescribed.self,
        SectorsComeFirst.self,
        SheetsAreUnderstood.self,
        TimesAreInRange.self,
        TracksCountUp.self,
        IndicesCountUp.self,
        LengthsAgree.self,
        TrailersAreThere.self,
        PositionsAgree.self,
        ModesAreTrue.self,
        CatalogNumberIsValid.self,
        RecordingCodesAreValid.self,
        CDTextIsWhole.self,
        PackedDataIsWhole.self,
        NothingFollowsPackedData.self,
    ]
}
