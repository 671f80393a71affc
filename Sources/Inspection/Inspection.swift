public import Booting
public import Bytes
import Checksums
public import Containers
public import ContentTypes
public import Digests
public import DiscModel
import FileSystems
public import Readers
public import Rules
import Sectors
public import Surveys

/// Looks at one image: open, map, read, survey, weigh.
public struct Inspection: Sendable {
    public var profile: Profile
    /// What is looked at besides the structure.
    public var scope: Scope
    /// Places kept for each finding; 0 keeps all.
    public var placeLimit: Int
    /// The least severity that fails the image; nil lets everything pass.
    public var failOn: Severity? = .error
    /// What weight some rules have, where it is not what their cards say.
    public var levels: [RuleCard: RuleLevel] = [:]
    /// Bytes of which whoever wrote the image knows that they are not what was recorded.
    public var losses: [Range<UInt64>] = []
    public var limits = Limits()
    /// Digests of the image's files, computed in the pass over its content.
    public var digests: Set<DigestAlgorithm> = [.sha256]
    /// Digests of every file in the image, computed in the same pass.
    public var fileDigests: Set<DigestAlgorithm> = []
    /// Whether the content of every file is named by libmagic and held against its name; always in a forensic profile.
    public var contentTypes = false
    /// Whom machines with Secure Boot trust.
    public var secureBoot = SecureBootTrust.shipped
    /// Lists of checksums that must name the image.
    public var checksumLists: [GivenFile] = []
    /// Files of error correction data by dvdisaster that must be of the image.
    public var errorCorrection: [GivenFile] = []
    /// Jigdo files or templates that must be of the image.
    public var jigdos: [GivenFile] = []
    /// Lists of dumps that are asked whether they know the image.
    public var dats: [GivenFile] = []
    /// Whether its files are read once more at the end, to see that they are the same.
    public var rereads = false
    /// What the image should be, by whoever asks.
    public var expectations: [Expectation] = []
    /// The day on which that is asked.
    public var day: Day?
    /// Tells whether a signature is good.
    public var verify: @Sendable (SignedText) -> SignatureState = { _ in .unverified("nobody asked for it") }
    /// libmagic, for as many images as one likes.
    public var types = ContentTypes()
    /// What earlier runs measured of the content of images; nil where it is read in any case.
    public var memory: ContentMemory?
    /// Told how far that pass is, before each step; false stops it, and the rest stays unchecked.
    public var goesOn: @Sendable (WorkProgress) -> Bool = { _ in true }

    public init(profile: Profile = .default, scope: Scope = .everything, placeLimit: Int = 100) {
        self.profile = profile
        self.scope = scope
        self.placeLimit = placeLimit
    }

    /// - Parameter quick: structure only.
    public init(profile: Profile = .default, quick: Bool, placeLimit: Int = 100) {
        self.init(profile: profile, scope: quick ? .structure : .everything, placeLimit: placeLimit)
    }

    /// Everything known about an image, and what the rules make of it.
    public struct Result: Sendable {
        /// The container format, such as "plain ISO".
        public let format: String
        public let disc: Disc
        public let judgement: Judgement
        /// What stands at the places of its findings.
        public let excerpts: Excerpts
    }

    /// Looks at an image and judges it.
    public func inspect(_ input: ImageInput) throws(InspectionError) -> Result {
        let image = try Self.open(input)
        let disc = examine(image, beside: input.folder)
        let judgement = RuleBook.judge(disc, on: terms)
        return Result(
            format: image.facts.formatInWords, disc: disc, judgement: judgement,
            excerpts: Excerpts(around: judgement.findings, in: image.volume))
    }

    /// On what terms an image is judged.
    public var terms: Terms {
        var terms = Terms(
            profile: profile, failOn: failOn, contentRead: scope == .everything, placeLimit: placeLimit,
            losses: losses)
        terms.levels = levels
        return terms
    }

    /// Looks at an image that stands alone and judges it.
    ///
    /// - Parameter name: the file's name, for formats that are known by it.
    public func inspect(_ source: any ByteSource, named name: String) throws(InspectionError) -> Result {
        try inspect(ImageInput(name: name, source: source))
    }

    /// Looks at an image that stands alone, without judging it.
    public func examine(_ source: any ByteSource, named name: String) throws(InspectionError) -> (
        format: String, disc: Disc
    ) {
        try examine(ImageInput(name: name, source: source))
    }

    /// Looks at an image without judging it.
    public func examine(_ input: ImageInput) throws(InspectionError) -> (format: String, disc: Disc) {
        let image = try Self.open(input)
        return (image.facts.formatInWords, examine(image, beside: input.folder))
    }

    /// Looks at an image that is open already, without judging it. What came from a stream can be opened only once.
    ///
    /// - Parameter folder: where lists of checksums that name the image may lie.
    public func examine(_ image: OpenedImage, beside folder: any Folder = MemoryFolder()) -> Disc {
        examine(image, by: readers(for: image, beside: folder))
    }

    /// Looks at an open image by a choice of readers.
    public func examine(_ image: OpenedImage, by readers: [any Reader]) -> Disc {
        // Before anything is read of its files.
        let memory = scope == .everything ? ImageMemory(memory, of: image) : nil
        var pipeline = Pipeline(readers, on: image.volume, scope: scope, limits: limits, goesOn: goesOn)
        pipeline.add(openingFacts(image))
        pipeline.readStructure()
        pipeline.passOverContent(memory)
        pipeline.conclude()
        return pipeline.disc
    }

    // MARK: Opening

    /// The smallest file that can hold a system area and one descriptor (ECMA-119, 6.2.1).
    private static let smallest: UInt64 = 17 * .sector

    /// Opens the container without looking at what is in it.
    public static func open(_ input: ImageInput) throws(InspectionError) -> OpenedImage {
        guard input.source.size > 0 else { throw InspectionError("the file is empty") }
        do throws(OpeningFailure) {
            if let image = try Containers.open(input) { return image }
            throw .refused(try whatElse(input))
        } catch {
            switch error {
            case .read(let failure):
                throw InspectionError(
                    "cannot read \(failure.count) bytes at offset \(failure.offset): \(failure.reason) (LBA \(failure.offset / .sector))"
                )
            case .stopped: throw InspectionError("stopped before it was open")
            case .refused(let why): throw InspectionError("not a disc image that can be checked: \(why)")
            }
        }
    }

    /// What a file is that no container format knows.
    private static func whatElse(_ input: ImageInput) throws(OpeningFailure) -> String {
        let size = input.source.size
        let what = try Lookalike.name(of: input)
        let short = size < smallest ? "\(size) bytes are too few for a disc image" : nil
        let reasons = [what.map { "looks like \($0)" }, short].compactMap(\.self)
        return reasons.isEmpty
            ? "no volume descriptor in sector 16, and nothing else is recognised"
            : reasons.joined(separator: "; ")
    }
}
