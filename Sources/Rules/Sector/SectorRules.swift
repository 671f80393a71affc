/// What raw sectors say of themselves: sync, header, subheaders, EDC, ECC and sub-channel Q.
enum SectorRules {
    static let all: [any Rule.Type] = [
        SectorsBeginWithSync.self,
        HeadersNameTheirSector.self,
        ModesMatchTheTrack.self,
        FilesAvoidLinkBlocks.self,
        SubheadersAgree.self,
        SectorsAreIntact.self,
        SectorsNeedNoCorrection.self,
        ParityHolds.self,
        SectorsAreWritten.self,
        SectorsAreDescrambled.self,
        SubchannelChecksHold.self,
        SubchannelNamesItsSector.self,
        SubchannelTracksAgree.self,
        SubchannelCatalogNumberAgrees.self,
        SubchannelRecordingCodesAgree.self,
    ]
}
