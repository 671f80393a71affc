/// Rules about checksums that programs leave in an image.
enum ChecksumRules {
    static let all: [any Rule.Type] = [
        ImplantedSumIsWhole.self,
        ImplantedSumHolds.self,
        ImplantedFragmentsHold.self,
        NothingWasChangedAfterImplanting.self,
        ImplantedStatusIsSupported.self,
        SUSETagHolds.self,
        SUSESignatureIsVerified.self,
        SuperblockTagHolds.self,
        TreeTagHolds.self,
        SessionTagHolds.self,
        FileSumsHold.self,
        FileSumsAreWhole.self,
    ]
}
