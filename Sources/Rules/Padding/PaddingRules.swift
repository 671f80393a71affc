/// Rules about what fills the end of an image, and about further sessions.
enum PaddingRules {
    static let all: [any Rule.Type] = [
        PaddingIsHundredFifty.self,
        PaddingIsThere.self,
        PaddingIsZero.self,
        PaddingIsNoRunOut.self,
        PaddingFillsNoCylinder.self,
        PaddingFillsNoCluster.self,
        SessionIsComplete.self,
        VolumeSizeCountsFromStart.self,
        OneVolume.self,
        NewestSessionIsActive.self,
        OlderFilesAreKept.self,
    ]
}
