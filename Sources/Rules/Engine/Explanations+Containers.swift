import DiscModel

/// What follows from a container that says what is not so, and from damaged sectors.
extension Explanations {
    private static let contents: [any Rule.Type] = [
        SectorsAreIntact.self, SectorsBeginWithSync.self, HeadersNameTheirSector.self,
        ModesMatchTheTrack.self,
        SubheadersAgree.self, FilesAvoidLinkBlocks.self, SectorsAreWritten.self, ParityHolds.self,
    ]

    /// Where the tracks lie decides what is taken for a sector. Sectors that are none have no pattern at their start; what else
    /// is wrong with them follows from that.
    static let containers: [Explanation] = {
        let follows: [any Rule.Type] = [
            ModesAreTrue.self, EveryByteIsDescribed.self, LengthsAgree.self, PositionsAgree.self,
            ImageTruncated.self,
            SectorsBeginWithSync.self, SequenceStartsWithPrimary.self,
        ]
        return [
            Explanation(PackedDataIsWhole.self, .image, [ImageTruncated.self, TracksAreWholeSectors.self]),
            Explanation(
                CHDMapIsWhole.self, .image,
                [ImageUnseen.self, ImageTruncated.self, SequenceStartsWithPrimary.self, LengthsAgree.self]),
            Explanation(CHDCodecsAreKnown.self, .image, [ImageUnseen.self, SequenceStartsWithPrimary.self]),
            Explanation(
                PackedIndexIsWhole.self, .image,
                follows + [ImageUnseen.self, TracksAreWholeSectors.self, UnpackedDataHolds.self]),
            Explanation(
                CHDParentIsThere.self, .image,
                [
                    ImageUnseen.self, ImageTruncated.self, SequenceStartsWithPrimary.self,
                    GivenFilesAreNeeded.self,
                ]),
            Explanation(
                CHDMetadataIsWhole.self, .image,
                follows + [
                    TracksAreWholeSectors.self, TracksLieInTheirFiles.self, HeadersNameTheirSector.self,
                    TreesLeadToTheContent.self,
                ]),
            Explanation(
                EWFSegmentsAreThere.self, .image,
                [
                    ImageUnseen.self, ImageTruncated.self, SequenceStartsWithPrimary.self,
                    EWFDescriptionsAgree.self, EWFAcquisitionEnded.self,
                ]),
            Explanation(
                EWFChainIsWhole.self, .image,
                [
                    ImageUnseen.self, ImageTruncated.self, SequenceStartsWithPrimary.self,
                    EWFDescriptionsAgree.self, EWFTablesAreWhole.self, EWFAcquisitionEnded.self,
                    EWFSectionsAreWhole.self, ContentIsSummed.self,
                ]),
            Explanation(
                EWFDescriptionsAgree.self, .image,
                [ImageUnseen.self, ImageTruncated.self, SequenceStartsWithPrimary.self, EWFDataHolds.self]),
            // What was summed before it was broken off is another content.
            Explanation(EWFAcquisitionEnded.self, .image, [EWFDataHolds.self, EWFDigestsAgree.self]),
            Explanation(EWFTablesAreWhole.self, .image, [ImageUnseen.self, EWFDescriptionsAgree.self]),
            Explanation(EWFSectorsWereRead.self, .sectors, [ImageUnseen.self]),
            Explanation(
                TrailersAreThere.self, .image,
                [TracksAreWholeSectors.self, NothingAfterVolume.self, SizeIsWholeSectors.self]),
            // What a missing file should hold may lie in one that is there.
            Explanation(NamedFilesAreThere.self, .image, [EveryByteIsDescribed.self]),
            Explanation(
                MarksLieInTheirFiles.self, .image,
                follows + [
                    IndicesCountUp.self, TracksAreWholeSectors.self, TracksLieInTheirFiles.self,
                    TracksCountUp.self,
                ]),
            Explanation(
                IndicesCountUp.self, .image, follows + [TracksLieInTheirFiles.self, TracksDoNotOverlap.self]),
            Explanation(
                FilesBeginWithTheDisc.self, .image,
                [
                    SectorsComeFirst.self, ImageUnseen.self, SequenceStartsWithPrimary.self,
                    PositionsAgree.self,
                    TracksAreWholeSectors.self, ImageTruncated.self, NothingAfterVolume.self,
                    LengthsAgree.self, TracksLieInTheirFiles.self, EveryByteIsDescribed.self,
                    SubchannelNamesItsSector.self, HeadersNameTheirSector.self,
                ]),
            // A time that is none moves the track.
            Explanation(TimesAreInRange.self, .image, follows),
            Explanation(ModesAreTrue.self, .image, [PositionsAgree.self, SamplesAreInOrder.self]),
            Explanation(TracksDoNotOverlap.self, .image, follows + [TracksLieInTheirFiles.self]),
            Explanation(
                PositionsAgree.self, .image,
                [
                    HeadersNameTheirSector.self, PathTablesLieInTheVolume.self, VolumeIncludesItsTree.self,
                    NothingAfterVolume.self, ImageTruncated.self, SubchannelTracksAgree.self,
                    ImageUnseen.self,
                ]),
            // Tracks that a word spoilt are none, and those before them have their sectors.
            Explanation(SheetsCanBeRead.self, .image, [ModesAreTrue.self]),
            Explanation(LengthsAgree.self, .image, [EveryByteIsDescribed.self]),
            Explanation(TracksLieInTheirFiles.self, .image, follows + [TracksAreWholeSectors.self]),
            Explanation(TracksBeginWhereOthersEnd.self, .image, follows + [TracksAreWholeSectors.self]),
            Explanation(ImageIsPlainISO.self, .image, [SectorsComeFirst.self]),
        ]
    }()

    /// The codes of a raw sector tell of its damage before what lies in it does.
    static let sectors: [Explanation] = {
        let inside =
            misread + joins + [
                RootComesFirst.self, PrimaryHalvesAgree.self, SupplementaryHalvesAgree.self,
                RootRecordsAgree.self,
            ]
        return [
            Explanation(SectorsNeedNoCorrection.self, .sectors, inside),
            Explanation(
                SectorsAreWritten.self, .sectors,
                contents + inside + [StandardIdentifierIsSpeltRight.self, SequenceStartsWithPrimary.self]),
            Explanation(
                SectorsBeginWithSync.self, .sectors,
                contents + [NothingAfterVolume.self, SectorsCarryCodes.self, DetectionCodesHold.self]),
            Explanation(
                SectorsAreIntact.self, .sectors,
                inside + [HeadersNameTheirSector.self, ModesMatchTheTrack.self]),
            Explanation(
                ModesMatchTheTrack.self, .sectors, [SectorsAreIntact.self, HeadersNameTheirSector.self]),
            Explanation(HeadersNameTheirSector.self, .next, [ImageTruncated.self]),
            Explanation(SectorsFollowEachOther.self, .next, [ImageTruncated.self]),
            Explanation(SectorsBeginWithSync.self, .next, [ImageTruncated.self]),
            Explanation(SectorsFollowEachOther.self, .image, [EverythingIsInPlace.self]),
            Explanation(SectorsBeginWithSync.self, .image, [EverythingIsInPlace.self]),
            // A patch of one file is made at once; longer changes are beyond correction.
            Explanation(
                SectorsAreNotPatched.self, .path, [SectorsAreIntact.self, SectorsNeedNoCorrection.self]),
            Explanation(SectorsAreNotPatched.self, .sectors, inside),
            // What dvdisaster makes of a damaged sector tells what to do about it.
            Explanation(
                DVDisasterSectorsHold.self, .sectors,
                inside + contents + [
                    EverySectorWasRead.self, NoSectorIsAStandIn.self, ImageTruncated.self, ImageUnseen.self,
                ]),
            Explanation(DVDisasterSectorsHold.self, .path, data + [PackedFilesUnpack.self]),
            Explanation(DVDisasterSectorsHold.self, .sums, wholeSums),
            Explanation(DVDisasterHeaderIsWhole.self, .sectors, [DVDisasterDataIsWhole.self]),
            Explanation(JigdoPartsHold.self, .sums, wholeSums),
            Explanation(JigdoPartsHold.self, .sectors, data + [PackedFilesUnpack.self]),
            Explanation(
                DVDisasterDataIsWhole.self, .sectors,
                [EverySectorWasRead.self, ImageUnseen.self, SizeIsWholeSectors.self]),
            Explanation(EverySectorWasRead.self, .sectors, inside + contents),
            Explanation(EverySectorWasRead.self, .path, data + [PackedFilesUnpack.self]),
            // What is only suspected is told with what is certain.
            Explanation(PackedFilesUnpack.self, .path, data + [NoSectorIsAStandIn.self]),
            Explanation(PackedFilesUnpack.self, .sums, wholeSums),
            Explanation(EverySectorWasRead.self, .sums, wholeSums),
        ]
    }()
}
