/// Rules about system use areas: SUSP, and the extensions that stand beside Rock Ridge.
enum SystemUseRules {
    static let all: [any Rule.Type] = [
        SharingIsAnnounced.self,
        SharingComesFirst.self,
        SharingIsMarked.self,
        SharingStaysInRoot.self,
        SkipLengthFits.self,
        EntryLengthsFit.self,
        EntryVersionsAreKnown.self,
        SignaturesAreKnown.self,
        NothingFollowsTheEnd.self,
        ContinuationStaysInside.self,
        ContinuationHalvesAgree.self,
        ContinuationMovesOn.self,
        OneContinuationPerArea.self,
        ContinuationsKeepApart.self,
        ContinuationsAvoidFiles.self,
        ExtensionsAreNamed.self,
        ExtensionTextsFit.self,
        ExtensionTextsAreTheirs.self,
        ExtensionIsRegistered.self,
        SelectedExtensionExists.self,
        AttributeListsAreWhole.self,
        NoAttributesAreCarried.self,
    ]
}
