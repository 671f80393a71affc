import DiscModel

/// What follows from a fault in a DVD-Video. IFO, BUP and directory say most things three times, so that one that is wrong is named and its
/// consequences are not told.
extension Explanations {
    private static let video: [any Rule.Type] = [
        DVDTitlesBeginWhereTheySay.self, DVDMenusBeginWhereTheySay.self, DVDSetsHaveTheirLength.self,
        DVDSetsBeginWhereTitlesSay.self, DVDVideoIsWhole.self, DVDFilesAreInOrder.self,
        DVDSectorsArePacks.self, DVDNavigationKnowsItsPlace.self,
    ]
    private static let tables: [any Rule.Type] = [
        DVDNamesOfTablesHold.self, DVDInformationHasItsLength.self, DVDTitleSetsAreCounted.self,
        DVDVideoIsThere.self, DVDCopiesAgree.self,
    ]
    private static let absent: [any Rule.Type] = [
        DVDVideoIsThere.self, DVDInformationIsThere.self, DVDBackupsAreThere.self, DVDManagerIsThere.self,
        DVDTitleSetsAreCounted.self, DVDVideoIsWhole.self,
    ]

    static let dvd: [Explanation] = {
        let inDirectories: [any Rule.Type] = [
            UDFDescriptorCodesHold.self, UDFTagSumsHold.self, UDFDescriptorsKnowTheirPlace.self,
            UDFEntriesAreThere.self, UDFDirectoriesAreWhole.self, UDFFileTypesAreKnown.self,
            UDFStrategiesAreKnown.self,
        ]
        let ofFiles: [any Rule.Type] = [
            UDFSizesMatchExtents.self, UDFExtentsLieInside.self, UDFExtentChainsEnd.self,
            UDFExtentsAreWholeBlocks.self, RecordHalvesAgree.self, ExtentsLieInTheImage.self,
            FilesAreMoreThanZeros.self, FilesLieWhereRecordsLead.self,
        ]
        // A copy that both the other and the disc contradict.
        let numbers: [(any Rule.Type, String)] = [
            (DVDNamesOfTablesHold.self, "identifier"), (DVDInformationHasItsLength.self, "LastSector"),
            (DVDSetsHaveTheirLength.self, "LastSector"), (DVDTitlesBeginWhereTheySay.self, "titleStart"),
            (DVDMenusBeginWhereTheySay.self, "menuStart"),
            (DVDSetsBeginWhereTitlesSay.self, "title set start"),
            (DVDTitleSetsAreCounted.self, "titleSets"),
        ]
        return inDirectories.flatMap {
            [Explanation($0, .path, video + tables), Explanation($0, .tree, absent)]
        } + ofFiles.map { Explanation($0, .path, video + tables) } + [
            Explanation(
                DVDNamesOfTablesHold.self, .path, video + tables.filter { $0 != DVDNamesOfTablesHold.self })
        ] + numbers.map { Explanation($0.0, of: [$0.1], .path, [DVDCopiesAgree.self]) } + [
            Explanation(
                DVDSetsBeginWhereTitlesSay.self, .path,
                [
                    DVDTitlesBeginWhereTheySay.self, DVDMenusBeginWhereTheySay.self,
                    DVDSetsHaveTheirLength.self, DVDFilesAreInOrder.self,
                ]),
            Explanation(
                DVDVideoIsWhole.self, .path,
                [
                    DVDFilesAreInOrder.self, DVDNavigationKnowsItsPlace.self, DVDSectorsArePacks.self,
                    DVDTitlesBeginWhereTheySay.self,
                ]),
            Explanation(
                DVDTitlesBeginWhereTheySay.self, .path,
                [
                    DVDFilesAreInOrder.self, DVDNavigationKnowsItsPlace.self, DVDSectorsArePacks.self,
                ]),
            Explanation(
                DVDMenusBeginWhereTheySay.self, .path,
                [DVDNavigationKnowsItsPlace.self, DVDSectorsArePacks.self]),
            Explanation(
                DVDFilesAreInOrder.self, .path,
                [DVDNavigationKnowsItsPlace.self, DVDSectorsArePacks.self]),
            Explanation(
                DVDVideoIsThere.self, .path, [DVDVideoIsWhole.self, DVDNavigationKnowsItsPlace.self]),
            Explanation(EverythingIsInPlace.self, .image, video + tables + absent),
            // IFO files tell which of the trees of a bridge is right.
        ] + video.map { Explanation($0, .path, [UDFTreesAgree.self]) }
    }()
}
