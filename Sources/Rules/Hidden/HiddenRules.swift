/// Rules about bytes that no structure owns or that should be blank.
enum HiddenRules {
    static let all: [any Rule.Type] = [
        GapsAreZero.self,
        GapsHoldNoFiles.self,
        NothingAfterVolume.self,
        FileSlackIsZero.self,
        SystemAreaIsAccountedFor.self,
        ReservedFieldsAreZero.self,
        SystemUseEndsCleanly.self,
        EveryByteIsOwned.self,
    ]
}
