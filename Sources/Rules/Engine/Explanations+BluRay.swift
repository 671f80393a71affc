import DiscModel

/// What follows from a fault in a Blu-ray.
extension Explanations {
    private static let files: [any Rule.Type] = [
        BDNamesHold.self, BDPartsLieInside.self, BDCopiesAgree.self, BDPacketsAreCounted.self,
        BDStreamsAreWholeUnits.self, BDPacketsBeginWithSync.self,
    ]
    private static let absences: [any Rule.Type] = [
        BDFilesAreThere.self, BDClipsAreThere.self, BDBackupsAreThere.self,
    ]

    static let bluRay: [Explanation] = {
        return hidingFiles.flatMap {
            [Explanation($0, .path, files), Explanation($0, .tree, absences)]
        } + alteringFiles.map { Explanation($0, .path, files) } + [
            Explanation(
                BDNamesHold.self, .path,
                [BDPartsLieInside.self, BDCopiesAgree.self, BDPacketsAreCounted.self]),
            Explanation(BDPartsLieInside.self, .path, [BDCopiesAgree.self, BDPacketsAreCounted.self]),
            Explanation(BDFilesAreThere.self, .path, [BDClipsAreThere.self]),
            Explanation(
                BDPacketsAreCounted.self, .path,
                [BDCopiesAgree.self, BDStreamsAreWholeUnits.self, BDPacketsBeginWithSync.self]),
            Explanation(EverythingIsInPlace.self, .image, files + absences),
        ]
    }()
}
