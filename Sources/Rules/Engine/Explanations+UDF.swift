import DiscModel

/// What follows from a fault in a UDF volume. Its descriptors carry sums, so that what was changed in one is told by them, and not by
/// each number that no longer fits.
extension Explanations {
    private static let inEntries: [any Rule.Type] = [
        UDFEntriesAreThere.self, UDFStrategiesAreKnown.self, UDFFileTypesAreKnown.self,
        UDFEntriesFitTheirBlock.self, UDFAllocationKindsAreKnown.self, UDFSizesMatchExtents.self,
        UDFExtentsAreWholeBlocks.self, UDFNothingIsBehindTheEnd.self, UDFEmbeddedLengthsAgree.self,
        UDFBlocksAreCounted.self, UDFObjectSizesAgree.self, UDFExtentsLieInside.self,
        UDFExtentChainsEnd.self, UDFLinksAreCounted.self, UDFDirectoriesAreWhole.self,
        UDFParentsComeFirst.self, UDFParentsAreRight.self, UDFDirectoryBitsAreTrue.self,
        UDFNamesCanBeRead.self, UDFNamesAreHarmless.self, UDFNamesAreUnique.self, UDFNamesKnowTheirFile.self,
        UDFDirectoriesDoNotLoop.self, UDFDirectoriesHaveOneParent.self, UDFTimesAreReal.self,
        UDFNumbersAreUnique.self, UDFAttributesAreSound.self, UDFIdentifiersAreOrdinary.self,
        UDFTagsAreOfOneVolume.self,
    ]
    private static let ofVolume: [any Rule.Type] = [
        UDFSequencesAgree.self, UDFAnchorsAgree.self, UDFAnchorsAreTwo.self, UDFBlockSizesAgree.self,
        UDFDomainIsOSTA.self, UDFVolumeNamesAgree.self, UDFPartitionLiesInside.self,
        UDFMapsLeadToPartitions.self, UDFAnnouncementFitsRevision.self, UDFDescriptorsAreComplete.self,
        UDFSequencesEnd.self, UDFReserveIsThere.self, UDFSequencesAreLongEnough.self,
        UDFStructuresAreThere.self, UDFIntegrityIsClosed.self, UDFFreeBlocksAreFree.self,
        UDFFreeBlocksAreCounted.self, UDFBitmapHasAllBlocks.self, UDFSparingTablesAgree.self,
        UDFMirrorAgrees.self, UDFNextNumberIsFree.self,
        UDFFilesAreCounted.self, UDFAnchorsAreWhereReadersLook.self, UDFCharactersAreOSTA.self,
        UDFTextsFitTheirFields.self, UDFTimesAreReal.self, UDFRevisionsAgree.self,
        UDFIntegrityNamesRevisions.self, UDFPartitionsHoldUDF.self, UDFAccessIsKnown.self,
        UDFSequencesLieApart.self, UDFSequencesHoldTheirOwn.self, UDFPrevailingIsOne.self,
        UDFIntegrityFitsThePartitions.self, UDFTagsAreOfOneVolume.self, UDFPartitionIsItsOwn.self,
        UDFVolumeIsOneOfItsSet.self, UDFSparingTablesAreInOrder.self,
    ]
    /// What is said of files that cannot be reached.
    private static let lost: [any Rule.Type] = [
        UDFFilesAreCounted.self, UDFTreesAgree.self, UDFLinksAreCounted.self,
    ]
    /// Descriptors that lead to all others.
    private static let leading = [
        "anchor", "logical volume descriptor", "partition descriptor", "file set descriptor",
    ]

    static let udf: [Explanation] = {
        let sums: [any Rule.Type] = [
            UDFDescriptorCodesHold.self, UDFTagSumsHold.self, UDFDescriptorsKnowTheirPlace.self,
        ]
        return sums.flatMap { cause in
            [
                Explanation(cause, .sectors, inEntries + ofVolume + sums.filter { $0 != cause }),
                Explanation(cause, .path, inEntries),
                Explanation(cause, .tree, lost + [UDFStructuresAreThere.self, UDFSequencesAgree.self]),
                Explanation(
                    cause, of: leading.flatMap { ["\($0)/descriptorCRC", "\($0)/tagChecksum"] }, .tree,
                    [
                        UDFEntriesAreThere.self, UDFExtentsLieInside.self, UDFAnchorsAgree.self,
                        UDFReserveIsThere.self, ImageUnseen.self,
                    ]),
            ]
        } + [
            Explanation(UDFAnchorsAreTwo.self, .tree, [UDFStructuresAreThere.self]),
            Explanation(UDFAnchorsAgree.self, .tree, [UDFReserveIsThere.self, UDFSequencesLieApart.self]),
            Explanation(UDFStructuresAreThere.self, .tree, lost + [ImageUnseen.self]),
            Explanation(
                UDFRevisionsAgree.self, .tree,
                [UDFAnnouncementFitsRevision.self, UDFIntegrityNamesRevisions.self]),
            Explanation(
                UDFIntegrityFitsThePartitions.self, .tree,
                [UDFFilesAreCounted.self, UDFFreeBlocksAreCounted.self]),
            Explanation(
                UDFDirectoryBitsAreTrue.self, .path,
                [UDFDirectoriesAreWhole.self, UDFParentsComeFirst.self]),
            Explanation(UDFLinksAreCounted.self, .tree, [UDFFilesAreCounted.self]),
            Explanation(UDFTreesAgree.self, .image, [UDFFilesAreCounted.self]),
            Explanation(UDFTreesAgree.self, .path, [ExtentsDoNotOverlap.self]),
            Explanation(StandardIdentifierIsSpeltRight.self, .image, [UDFIsAnnounced.self]),
            Explanation(UDFDescriptorsAreComplete.self, .tree, ofVolume + lost),
            Explanation(
                UDFMapsLeadToPartitions.self, .tree,
                inEntries + lost + [UDFStructuresAreThere.self, UDFVolumeNamesAgree.self]),
            Explanation(
                UDFPartitionLiesInside.self, .tree,
                inEntries + lost + [
                    UDFSequencesAgree.self, UDFStructuresAreThere.self, UDFIntegrityFitsThePartitions.self,
                    UDFPartitionIsItsOwn.self, UDFAnchorsAreTwo.self, UDFReserveIsThere.self,
                    UDFAnchorsAreWhereReadersLook.self, ImageUnseen.self,
                ]),
            Explanation(UDFSequencesAgree.self, .tree, [UDFVolumeNamesAgree.self]),
            Explanation(UDFBlockSizesAgree.self, .tree, inEntries + lost + [UDFStructuresAreThere.self]),
            Explanation(UDFEntriesAreThere.self, .tree, lost),
            Explanation(UDFExtentsLieInside.self, .tree, lost),
            Explanation(UDFDirectoriesAreWhole.self, .tree, lost),
            Explanation(UDFDirectoriesAreWhole.self, .path, [UDFParentsComeFirst.self]),
            Explanation(UDFFileTypesAreKnown.self, .tree, lost + [UDFDirectoryBitsAreTrue.self]),
            Explanation(UDFDirectoriesDoNotLoop.self, .tree, lost + [UDFParentsAreRight.self]),
            Explanation(UDFDirectoriesHaveOneParent.self, .tree, lost + [UDFParentsAreRight.self]),
            Explanation(UDFParentsAreRight.self, .tree, [UDFLinksAreCounted.self]),
            Explanation(UDFParentsComeFirst.self, .tree, [UDFLinksAreCounted.self, UDFNamesCanBeRead.self]),
            Explanation(UDFNamesAreUnique.self, .tree, [UDFTreesAgree.self]),
            Explanation(
                UDFSizesMatchExtents.self, .path,
                [UDFBlocksAreCounted.self, UDFObjectSizesAgree.self, UDFTreesAgree.self]),
            Explanation(UDFEmbeddedLengthsAgree.self, .path, [UDFObjectSizesAgree.self]),
            Explanation(UDFExtentsAreWholeBlocks.self, .path, [UDFSizesMatchExtents.self]),
            Explanation(UDFEntriesFitTheirBlock.self, .path, inEntries),
            Explanation(UDFAllocationKindsAreKnown.self, .path, inEntries),
            Explanation(
                UDFExtentChainsEnd.self, .path, [UDFSizesMatchExtents.self, UDFBlocksAreCounted.self]),
            Explanation(
                UDFNothingIsBehindTheEnd.self, .path, [UDFObjectSizesAgree.self, UDFBlocksAreCounted.self]),
            Explanation(UDFFreeBlocksAreFree.self, .tree, [UDFFreeBlocksAreCounted.self]),
            Explanation(
                UDFBitmapHasAllBlocks.self, .tree, [UDFFreeBlocksAreCounted.self, UDFFreeBlocksAreFree.self]),
            // An image that ends too early lacks what lies behind.
            Explanation(
                ImageTruncated.self, .image,
                [
                    UDFPartitionLiesInside.self, UDFAnchorsAreTwo.self, UDFExtentsLieInside.self,
                    UDFEntriesAreThere.self,
                ]),
            Explanation(
                EverythingIsInPlace.self, .image,
                inEntries + ofVolume + sums + [UDFIsAnnounced.self, UDFTreesAgree.self]),
        ]
    }()
}
