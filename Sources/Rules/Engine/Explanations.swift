import DiscModel

/// Everything that is known of causes and effects between rules, in one table.
///
/// The order is that of evidence: what is nearest to the damaged bytes stands first and explains what is seen from afar.
enum Explanations {
    static let all: [Explanation] =
        containers + sectors + udf + hfs + dvd + bluRay + descriptors + pathTables + directories + names
        + systemUse
        + trees + boot + sums

    /// Rules that hold two trees against each other.
    static let comparisons: [any Rule.Type] = [
        JolietHoldsAllFiles.self, JolietHoldsNoOthers.self, FilesAreTheSameData.self, BothRootsAreFilled.self,
        JolietNamesMatch.self, EnhancedHoldsTheSameFiles.self, TreesShareData.self,
    ]

    /// Rules whose occurrences are explained one by one.
    static let local: Set<ObjectIdentifier> = {
        var found: Set<ObjectIdentifier> = []
        for one in all where [.path, .record, .sectors].contains(one.reach) {
            found.formUnion(one.effects.map { ObjectIdentifier($0) })
        }
        return found
    }()

    // MARK: What is read through a directory record

    /// What is said of files that a tree has lost.
    private static let missing: [any Rule.Type] = [
        ListedFilesExist.self, JolietHoldsAllFiles.self, JolietHoldsNoOthers.self, BothRootsAreFilled.self,
        JolietNamesMatch.self, EnhancedHoldsTheSameFiles.self, TreesShareData.self,
    ]
    /// What is said of a file whose record leads to other bytes.
    static let data: [any Rule.Type] = [FilesAreTheSameData.self, ListedFilesMatch.self]
    static let joins: [any Rule.Type] = [
        PathTableNamesNoOther.self, PathTableListsEveryDirectory.self, PathTableExtentsAgree.self,
        PathTableNamesAgree.self,
    ]
    /// What is said of records that are none, because the pointer to their directory or its bytes are wrong.
    static let misread: [any Rule.Type] = [
        RecordsAreWhole.self, RecordsStayInTheirSector.self, RecordHalvesAgree.self,
        DirectoriesDoNotBreakOff.self,
        RecordsBelongToTheVolume.self,
        RecordDatesAreDates.self, FilesAreNotInterleaved.self, NamesAreHarmless.self,
        DotComesFirst.self, DotDotComesSecond.self, DotNamesItsDirectory.self, DotDotNamesTheParent.self,
        SectorsEndInZeros.self, NamesAreUnique.self, RockRidgeNamesAreUnique.self,
        ExtendedAttributesAreWhole.self,
        EntryLengthsFit.self, ExtensionsAreNamed.self, SharingIsAnnounced.self, RecordsAllHaveRockRidge.self,
        TypesMatchTheRecord.self, JolietNamesAreEven.self, LinkComponentsAreSound.self,
        BlockPointersAscend.self, HeadersMatchEntries.self,
    ]
    /// What is said of where things lie.
    private static let astray: [any Rule.Type] = [
        ExtentsLieInTheImage.self, ExtentsDoNotOverlap.self, ExtentsAvoidTheSystemArea.self,
        FilesLeaveStructuresAlone.self, FilesAreNotDirectories.self, DirectoriesHaveOneName.self,
        DirectoriesDoNotLoop.self, DirectoriesAreNotEmpty.self, ImageUnseen.self, BootImagesLieInVolume.self,
        BootImagesOverlapNothing.self,
    ]
    /// What is said of the bytes of descriptors that were moved.
    private static let moved: [any Rule.Type] = [
        FileStructureVersionIsKnown.self, PrimaryHalvesAgree.self, SupplementaryHalvesAgree.self,
        RootIsDirectory.self, RootRecordHasItsShape.self, SetIsTerminated.self, DatesAreWellFormed.self,
        DescriptorTypesAreKnown.self, DescriptorVersionIsKnown.self, StandardIdentifierIsSpeltRight.self,
        BlockSizeIsUsable.self, TableMIsPresent.self, DescriptorHalvesAreInOrder.self,
        SupplementaryRepeatsSet.self, JolietIsAnnounced.self, PathTableSizeIsUsable.self,
        SetSizeAndNumberFit.self, TextsHaveNoControls.self, VolumeHoldsItsDescriptors.self,
    ]
    private static let relocations: [any Rule.Type] = [
        ReturnsMatchPlaceholders.self, MarkedDirectoriesAreRelocated.self, RelocatedDirectoriesAreMarked.self,
        RelocationDoesNotLoop.self, PlaceholdersLeadToDirectories.self,
    ]
    /// All that a directory at the wrong place, or without its bytes, brings with it.
    private static let lost = misread + astray + joins + relocations + missing
    static let wholeSums: [any Rule.Type] = [
        ImplantedSumHolds.self, ImplantedFragmentsHold.self, SUSETagHolds.self, SuperblockTagHolds.self,
        TreeTagHolds.self, SessionTagHolds.self, SidecarsMatch.self,
        JigdoPartsHold.self, DVDisasterImageHolds.self,
    ]

    // MARK: The table

    private static let tables: [any Rule.Type] = [
        PathTablesLieInTheVolume.self, PathTablesFillTheirSize.self, PathTableRecordsAreWhole.self,
        PathTablesAgree.self, PathTablesAreThere.self, RootComesFirst.self, ImageUnseen.self,
    ]

    private static let descriptors: [Explanation] = {
        let root = lost + [RootComesFirst.self, RootRecordsAgree.self]
        var found: [Explanation] = [
            Explanation(
                VolumeIsMoreThanItsLoader.self, .sectors,
                [
                    FileStructureVersionIsKnown.self, PrimaryHalvesAgree.self, RootIsDirectory.self,
                    RootRecordHasItsShape.self, TableMIsPresent.self, RootRecordsAgree.self,
                ]),
            Explanation(
                StandardIdentifierIsSpeltRight.self, .sectors,
                [DescriptorVersionIsKnown.self, DescriptorTypesAreKnown.self, SequenceStartsWithPrimary.self]),
            Explanation(
                DescriptorVersionIsKnown.self, .sectors,
                [FileStructureVersionIsKnown.self, VersionsOfDescriptorAgree.self]),
            Explanation(SupplementaryRepeatsSet.self, of: ["logicalBlockSize"], .image, root + tables),
            Explanation(
                SupplementaryRepeatsSet.self, of: ["volumeSetSize", "volumeSequenceNumber"], .image,
                [SetSizeAndNumberFit.self, RecordsBelongToTheVolume.self]),
            Explanation(JolietIsAnnounced.self, .tree, [NamesAreHarmless.self]),
            Explanation(
                BlockSizeIsUsable.self, .image,
                root + tables + [SupplementaryRepeatsSet.self, VolumeHoldsItsDescriptors.self]),
            Explanation(RootIsDirectory.self, .tree, [RootRecordsAgree.self]),
            Explanation(
                SequenceStartsWithPrimary.self, .image,
                joins + [
                    RootRecordsAgree.self, PathTablesAgree.self, PathTablesAreThere.self,
                    PathTableRecordsAreWhole.self,
                    RootComesFirst.self, DirectoriesLieWhereTablesSay.self,
                    CatalogBeginsWithValidationEntry.self, BootRecordStandsInSector17.self,
                    CatalogPointerLeadsToCatalog.self, ImageTruncated.self,
                ]),
        ]
        for halves in [PrimaryHalvesAgree.self, SupplementaryHalvesAgree.self] as [any Rule.Type] {
            found += [
                Explanation(
                    halves, of: ["rootDirectoryRecord/extent", "rootDirectoryRecord/dataLength"], .tree, root),
                Explanation(
                    halves, of: ["logicalBlockSize"], .tree, root + tables + [SupplementaryRepeatsSet.self]),
                Explanation(
                    halves, of: ["pathTableSize"], .tree,
                    tables + joins + astray),
                Explanation(halves, of: ["volumeSequenceNumber"], .tree, [RecordsBelongToTheVolume.self]),
                Explanation(
                    halves, of: ["volumeSpaceSize"], .tree, [JolietSizeMatches.self, ImageTruncated.self]),
                Explanation(halves, .sectors, [RootRecordsAgree.self]),
            ]
        }
        return found
    }()

    private static let pathTables: [Explanation] = {
        let broken: [any Rule.Type] = [
            PathTableRecordsAreWhole.self, PathTablesFillTheirSize.self, PathTablesLieInTheVolume.self,
            RootComesFirst.self,
        ]
        return [
            Explanation(
                PathTablesAreThere.self, .tree,
                broken + joins + [
                    PathTablesAgree.self, ParentsComeBefore.self, PathTablesAreSorted.self,
                    PathTablesEndInZeros.self,
                ]),
            Explanation(
                PathTablesAreThere.self, of: ["typeLPathTable", "typeMPathTable"], .tree,
                [FilesLeaveStructuresAlone.self, ExtentsDoNotOverlap.self, PathTablesLieApart.self]),
            Explanation(
                PathTablesLieInTheVolume.self, of: ["pathTableSize"], .tree,
                [FilesLeaveStructuresAlone.self, ExtentsDoNotOverlap.self, ImageUnseen.self]),
            Explanation(PathTablesAgree.self, .tree, broken),
            Explanation(
                OptionalPathTablesAgree.self, .tree,
                [PathTableRecordsAreWhole.self, PathTablesFillTheirSize.self]),
            Explanation(OptionalPathTablesAgree.self, .sectors, [FilesLeaveStructuresAlone.self]),
            Explanation(RootComesFirst.self, .tree, joins),
        ]
    }()

    private static let directories: [Explanation] = [
        // An image of a later session alone has nothing where its block numbers lead.
        Explanation(
            SessionIsComplete.self, .image,
            lost + [
                PathTablesLieInTheVolume.self, PathTablesFillTheirSize.self, PathTableRecordsAreWhole.self,
                PathTablesAgree.self, PathTablesAreThere.self, RootComesFirst.self, RootRecordsAgree.self,
                CatalogPointerLeadsToCatalog.self, CatalogBeginsWithValidationEntry.self,
                ListsAreUnderstood.self,
            ]),
        Explanation(SessionsAreWhole.self, .image, [NothingAfterVolume.self, NothingIsOrphaned.self]),
        // What lies behind missing or inserted sectors is nowhere where anything says.
        Explanation(
            EverythingIsInPlace.self, .image,
            lost + data + wholeSums + tables + [
                ImageTruncated.self, NothingAfterVolume.self, SizeIsWholeSectors.self, RootRecordsAgree.self,
                TracksLieInTheirFiles.self, DirectoriesLieWhereTablesSay.self,
                CatalogPointerLeadsToCatalog.self,
                CatalogBeginsWithValidationEntry.self, BootImageIsCode.self, BootInfoTableIsTrue.self,
                FileSumsHold.self, FileSumsAreWhole.self, NamesFitContents.self, ListsAreUnderstood.self,
                PackedFilesHoldNoZeros.self, PackedFilesUnpack.self, ContinuationStaysInside.self,
                NamesEnd.self,
                NamesAreThere.self, JolietTakesTwoBytes.self, ContinuationMovesOn.self,
                ExtensionTextsFit.self, AttributesHalvesAgree.self,
                FirmwareFindsAProgram.self,
            ]),
        // Nor do descriptors behind it have their bytes.
        Explanation(EverythingIsInPlace.self, .behind, moved),
        Explanation(ImageTruncated.self, .sums, wholeSums),
        Explanation(
            ImageTruncated.self, .image,
            [
                TrailersAreThere.self, SessionsAreWhole.self, SetIsTerminated.self, ListsAreUnderstood.self,
                RecordsStayInTheirSector.self,
                ExtensionsAreNamed.self,
                RecordsAllHaveRockRidge.self, ImageUnseen.self,
            ]),
        Explanation(ImageUnseen.self, .path, misread + joins + missing),
        Explanation(
            RootRecordsAgree.self, of: ["extent", "dataLength"], .tree, lost + [RootComesFirst.self]),
        Explanation(
            DirectoriesLieWhereTablesSay.self, .path,
            lost + data + [RootComesFirst.self, RootRecordsAgree.self]),
        Explanation(RecordHalvesAgree.self, of: ["extent", "dataLength"], .record, lost + data),
        Explanation(
            RecordHalvesAgree.self, of: ["volumeSequenceNumber"], .path, [RecordsBelongToTheVolume.self]),
        Explanation(
            DirectoriesAreLongEnough.self, .path, [DotNamesItsDirectory.self, RootRecordsAgree.self]),
        Explanation(DirectoriesDoNotLoop.self, .path, joins + missing),
        Explanation(
            DirectoriesAreNotEmpty.self, .path,
            joins + missing + [RootRecordsAgree.self, DotNamesItsDirectory.self]),
        // The other tree knows better where a file ends.
        Explanation(FilesAreTheSameData.self, .path, [ExtentsLieInTheImage.self]),
        Explanation(ExtentsLieInTheImage.self, .path, lost + data),
        Explanation(
            DirectoryFlagsAreTrue.self, .path,
            lost + data + [RootRecordsAgree.self, LinkCountsMatch.self, NamesFitContents.self]),
        Explanation(
            DirectoriesDoNotBreakOff.self, .path,
            lost + [RootRecordsAgree.self, RootComesFirst.self, LinkCountsMatch.self]),
        Explanation(DirectoriesDoNotBreakOff.self, .tree, joins),
        Explanation(DirectoriesDoNotBreakOff.self, .sectors, misread),
        Explanation(DotNamesItsDirectory.self, .path, lost),
        Explanation(DirectoriesHaveOneName.self, .path, joins + missing),
        Explanation(SectionsEnd.self, .path, missing + data),
        Explanation(ExtendedAttributesAreWhole.self, .path, missing + data),
        Explanation(RecordsStayInTheirSector.self, .path, lost),
        Explanation(RecordsAreWhole.self, .path, lost),
        Explanation(
            NoDirectorySectorIsBlank.self, .path, lost + [RootRecordsAgree.self, RootComesFirst.self]),
        Explanation(FilesAreNotDirectories.self, .path, lost),
        Explanation(DotComesFirst.self, .path, lost),
        Explanation(DotDotComesSecond.self, .path, [DirectoriesDoNotLoop.self, DirectoriesHaveOneName.self]),
        Explanation(NamesAreUnique.self, .path, [RockRidgeNamesAreUnique.self] + missing),
        // Of two trees that place a file differently, one places it where something else lies.
        Explanation(
            FilesAreTheSameData.self, .path,
            [
                FilesLieWhereRecordsLead.self, ExtentsDoNotOverlap.self, FilesLeaveStructuresAlone.self,
                ExtentsAvoidTheSystemArea.self, FilesAreNotDirectories.self,
            ]),
        Explanation(
            FilesLieWhereRecordsLead.self, .path,
            [
                ExtentsDoNotOverlap.self, ExtentsLieInTheImage.self, FilesLeaveStructuresAlone.self,
                ExtentsAvoidTheSystemArea.self, FilesAreNotDirectories.self, NamesFitContents.self,
                ListedFilesMatch.self,
            ]),
        Explanation(LengthsCoverTheirData.self, .path, data + [PackedFilesUnpack.self]),
        Explanation(FilesLeaveStructuresAlone.self, .path, [ExtentsDoNotOverlap.self] + missing + data),
        Explanation(ExtentsDoNotOverlap.self, .path, [BootImagesOverlapNothing.self] + missing + data),
        Explanation(SectorsEndInZeros.self, .path, joins + missing),
        Explanation(
            PathTableNamesNoOther.self, .path,
            [TypesMatchTheRecord.self, NothingIsOrphaned.self] + missing + data),
        Explanation(PathTableNamesAgree.self, .path, missing),
    ]

    private static let names: [Explanation] = [
        Explanation(
            NamesDisguiseNoProgram.self, .path, [JolietNamesHideNothing.self, NamesAreShowable.self]),
        Explanation(
            JolietTakesTwoBytes.self, .tree,
            [JolietNamesMatch.self, JolietIdentifiersMatch.self, JolietNamesAreAllowed.self]),
        Explanation(
            JolietNamesAreBigEndian.self, .tree,
            [
                JolietNamesMatch.self, JolietIdentifiersMatch.self, JolietNamesAreAllowed.self,
                PathTableNamesAgree.self, JolietNamesHideNothing.self,
            ]),
        Explanation(NamesDoNotClimb.self, .path, [NamesAreHarmless.self, NamesAreShowable.self]),
    ]

    private static let systemUse: [Explanation] = {
        let read: [any Rule.Type] = [
            EntryLengthsFit.self, NamesEnd.self, JolietNamesMatch.self, ExtensionsAreNamed.self,
            TimesFillTheEntry.self, RecordsAllHaveRockRidge.self,
            NamesAreThere.self, EnhancedHoldsTheSameFiles.self, NamesAreHarmless.self,
        ]
        return [
            Explanation(SkipLengthFits.self, .tree, read),
            Explanation(ContinuationHalvesAgree.self, .path, read),
            Explanation(ContinuationStaysInside.self, .path, read),
            Explanation(ContinuationsAreNotBlank.self, .tree, read),
            Explanation(ContinuationsAvoidFiles.self, .path, read),
            Explanation(LinkComponentsAreSound.self, .path, [EntryLengthsFit.self]),
            Explanation(EntryLengthsFit.self, .path, read),
            Explanation(NamesEnd.self, .path, [JolietNamesMatch.self]),
            Explanation(
                CompressionIsAnnounced.self, .path, [HeadersMatchEntries.self, BlockPointersAscend.self]),
            Explanation(HeadersMatchEntries.self, .path, [BlockPointersAscend.self, PackedFilesUnpack.self]),
            Explanation(PlaceholdersLeadToDirectories.self, .path, lost),
            Explanation(ReturnsMatchPlaceholders.self, .path, relocations + missing),
        ]
    }()

    /// Where two trees contradict each other, what follows from the wrong one is said once.
    private static let trees: [Explanation] = [
        Explanation(BothRootsAreFilled.self, .tree, comparisons),
        Explanation(
            FilesAreTheSameData.self, .path,
            [ListedFilesMatch.self, EnhancedHoldsTheSameFiles.self]),
        Explanation(
            JolietHoldsNoOthers.self, .path, [ListedFilesExist.self, EnhancedHoldsTheSameFiles.self]),
        Explanation(ListedFilesExist.self, .path, missing),
    ]

    private static let boot: [Explanation] = [
        Explanation(BootImagesLieInVolume.self, .sectors, [ImageUnseen.self]),
        Explanation(BootImagesOverlapNothing.self, .sectors, [ExtentsDoNotOverlap.self]),
        Explanation(ListedFilesMatch.self, .path, [BootImageIsCode.self]),
        Explanation(ListedFilesMatch.self, .sectors, [BootImageIsCode.self, BootInfoTableIsTrue.self]),
        Explanation(ListedFilesMatch.self, .sectors, [StagesAreAsSigned.self, SignaturesAreReadable.self]),
    ]

    /// A sum over bytes of which some are known to be damaged cannot hold. Only such damage counts here as no program writes.
    private static let sums: [Explanation] = {
        let damage: [any Rule.Type] = [
            PrimaryHalvesAgree.self, SupplementaryHalvesAgree.self, RecordHalvesAgree.self,
            PathTablesAgree.self, DotComesFirst.self, RecordsAreWhole.self, DirectoriesLieWhereTablesSay.self,
            ExtentsLieInTheImage.self, DescriptorHalvesAreInOrder.self, RecordHalvesAreInOrder.self,
        ]
        return damage.map { Explanation($0, .sums, wholeSums) } + [
            Explanation(FileSumsAreWhole.self, .image, [FileSumsHold.self]),
            Explanation(ImplantedSumIsWhole.self, .image, [ImplantedSumHolds.self]),
            Explanation(NothingAfterVolume.self, .sectors, [SizeIsWholeSectors.self]),
        ]
    }()
}
