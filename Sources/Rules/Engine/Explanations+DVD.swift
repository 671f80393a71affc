import DiscModel

/// What follows from a fault in a DVD-Video. IFO, BUP and directory say most things three times, so that one that is wrong is named and its
/// consequences are not told.
extension Explanations {
    private static let video: [any Rule.Type] =
        [
            DVDTitlesBeginWhereTheySay.self, DVDMenusBeginWhereTheySay.self, DVDSetsHaveTheirLength.self,
            DVDSetsBeginWhereTitlesSay.self, DVDVideoIsWhole.self, DVDFilesAreInOrder.self,
        ] + places + content
    /// What is said of where files lie besides.
    private static let places: [any Rule.Type] = [
        DVDFilesAreInOnePiece.self, DVDVideoHasNoGaps.self, DVDFilesKeepApart.self, DVDBackupsLieApart.self,
        DVDFilesHaveTheirSize.self,
    ]
    /// What is said of the sectors of VOBs.
    private static let content: [any Rule.Type] = [
        DVDSectorsArePacks.self, DVDNavigationKnowsItsPlace.self, DVDSectorsAreAllPacks.self,
        DVDNavigationCountsOn.self, DVDUnitsBeginWhereTheySay.self, DVDClocksGoForward.self,
    ]
    private static let tables: [any Rule.Type] = [
        DVDNamesOfTablesHold.self, DVDInformationHasItsLength.self, DVDTitleSetsAreCounted.self,
        DVDVideoIsThere.self, DVDTablesLieInside.self, DVDCopiesAgree.self,
    ]
    private static let absent: [any Rule.Type] = [
        DVDVideoIsThere.self, DVDInformationIsThere.self, DVDBackupsAreThere.self, DVDManagerIsThere.self,
        DVDTitleSetsAreCounted.self, DVDVideoIsWhole.self,
    ]

    /// Files that are missing, or too short, so that what lies behind them lies nearer or further than IFO files say.
    private static let shifts: [any Rule.Type] = [
        DVDBackupsAreThere.self, DVDInformationIsThere.self, DVDVideoIsThere.self, DVDManagerIsThere.self,
        DVDTitleSetsAreCounted.self, DVDVideoIsWhole.self, DVDInformationHasItsLength.self,
    ]
    private static let shifted: [any Rule.Type] = [
        DVDTitlesBeginWhereTheySay.self, DVDMenusBeginWhereTheySay.self, DVDSetsHaveTheirLength.self,
        DVDSetsBeginWhereTitlesSay.self, DVDVideoHasNoGaps.self, DVDBackupsLieApart.self,
    ]

    /// Faults by which players no longer find files.
    static let hidingFiles: [any Rule.Type] = [
        UDFDescriptorCodesHold.self, UDFTagSumsHold.self, UDFDescriptorsKnowTheirPlace.self,
        UDFEntriesAreThere.self, UDFDirectoriesAreWhole.self, UDFFileTypesAreKnown.self,
        UDFStrategiesAreKnown.self,
    ]
    /// Faults by which they find other content in them.
    static let alteringFiles: [any Rule.Type] = [
        UDFSizesMatchExtents.self, UDFExtentsLieInside.self, UDFExtentChainsEnd.self,
        UDFExtentsAreWholeBlocks.self, RecordHalvesAgree.self, ExtentsLieInTheImage.self,
        FilesAreMoreThanZeros.self, FilesLieWhereRecordsLead.self,
    ]

    static let dvd: [Explanation] = {
        // A copy that both the other and the disc contradict.
        let numbers: [(any Rule.Type, String)] = [
            (DVDNamesOfTablesHold.self, "identifier"), (DVDInformationHasItsLength.self, "LastSector"),
            (DVDSetsHaveTheirLength.self, "LastSector"), (DVDTitlesBeginWhereTheySay.self, "titleStart"),
            (DVDMenusBeginWhereTheySay.self, "menuStart"),
            (DVDSetsBeginWhereTitlesSay.self, "title set start"),
            (DVDTitleSetsAreCounted.self, "titleSets"),
        ]
        return hidingFiles.flatMap {
            [Explanation($0, .path, video + tables), Explanation($0, .tree, absent)]
        } + alteringFiles.map { Explanation($0, .path, video + tables) } + [
            Explanation(
                DVDNamesOfTablesHold.self, .path, video + tables.filter { $0 != DVDNamesOfTablesHold.self })
        ] + numbers.map { Explanation($0.0, of: [$0.1], .path, [DVDCopiesAgree.self]) } + [
            Explanation(
                DVDSetsBeginWhereTitlesSay.self, .path,
                [
                    DVDTitlesBeginWhereTheySay.self, DVDMenusBeginWhereTheySay.self,
                    DVDSetsHaveTheirLength.self, DVDVideoHasNoGaps.self,
                ]),
            Explanation(DVDTablesLieInside.self, .path, [DVDCopiesAgree.self, DVDVideoIsWhole.self]),
            Explanation(
                DVDFilesKeepApart.self, .path,
                [
                    DVDTitlesBeginWhereTheySay.self, DVDMenusBeginWhereTheySay.self,
                    DVDSetsHaveTheirLength.self, DVDSetsBeginWhereTitlesSay.self, DVDVideoHasNoGaps.self,
                    DVDBackupsLieApart.self, DVDCopiesAgree.self,
                ] + content),
            Explanation(
                DVDVideoIsWhole.self, .path,
                [DVDVideoHasNoGaps.self, DVDFilesHaveTheirSize.self, DVDTitlesBeginWhereTheySay.self]
                    + content),
            Explanation(DVDTitlesBeginWhereTheySay.self, .path, [DVDVideoHasNoGaps.self] + content),
            Explanation(DVDMenusBeginWhereTheySay.self, .path, content),
            Explanation(DVDVideoHasNoGaps.self, .path, content),
            Explanation(
                DVDFilesAreInOnePiece.self, .path,
                [DVDVideoHasNoGaps.self, DVDSetsHaveTheirLength.self, DVDVideoIsWhole.self] + content),
            Explanation(
                DVDVideoIsThere.self, .path, [DVDVideoIsWhole.self, DVDNavigationKnowsItsPlace.self]),
            Explanation(
                DVDInformationHasItsLength.self, .path,
                [DVDTablesLieInside.self, DVDCopiesAgree.self, DVDSetsHaveTheirLength.self]),
            // Of the sectors of one VOB, what is seen first tells the rest.
            Explanation(DVDSectorsArePacks.self, .path, content.filter { $0 != DVDSectorsArePacks.self }),
            Explanation(
                DVDNavigationKnowsItsPlace.self, .path,
                [
                    DVDNavigationCountsOn.self, DVDUnitsBeginWhereTheySay.self, DVDClocksGoForward.self,
                    DVDVideoIsWhole.self,
                ]),
            Explanation(
                DVDSectorsAreAllPacks.self, .path,
                [DVDNavigationCountsOn.self, DVDUnitsBeginWhereTheySay.self, DVDClocksGoForward.self]),
            Explanation(
                DVDNavigationCountsOn.self, .path, [DVDUnitsBeginWhereTheySay.self, DVDClocksGoForward.self]),
            Explanation(DVDUnitsBeginWhereTheySay.self, .path, [DVDClocksGoForward.self]),
            Explanation(EverythingIsInPlace.self, .image, video + tables + absent),
            // IFO files tell which of the trees of a bridge is right.
        ] + shifts.map { Explanation($0, .behind, shifted) }
            + [Explanation(DVDFilesAreInOnePiece.self, .tree, shifted)]
            + video.map { Explanation($0, .path, [UDFTreesAgree.self]) }
    }()
}
