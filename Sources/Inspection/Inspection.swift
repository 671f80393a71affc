public import Bytes
import Checksums
public import Containers
public import Digests
public import DiscModel
import FileSystems
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
    public var limits = Limits()
    /// Digests of the image's files, computed in the pass over its content.
    public var digests: Set<DigestAlgorithm> = [.sha256]
    /// Digests of every file in the image, computed in the same pass.
    public var fileDigests: Set<DigestAlgorithm> = []
    /// Whether the content of every file is named by libmagic and held against its name; always in a forensic profile.
    public var contentTypes = false
    /// Lists of checksums that must name the image.
    public var checksumLists: [Sidecars.Given] = []
    /// Tells whether a signature is good.
    public var verify: @Sendable (SignedText) -> SignatureState = { _ in .unverified("nobody asked for it") }
    /// Told how far that pass is, before each step; false stops it, and the rest stays unchecked.
    public var goesOn: @Sendable (ScanProgress) -> Bool = { _ in true }

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
    }

    /// Looks at an image and judges it.
    public func inspect(_ input: ImageInput) throws(InspectionError) -> Result {
        let (format, disc) = try examine(input)
        let judgement = RuleBook.judge(
            disc, profile: profile, contentRead: scope == .everything, placeLimit: placeLimit)
        return Result(format: format, disc: disc, judgement: judgement)
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
        let volume = image.volume
        var builder = DiscBuilder(size: volume.size, startOffset: volume.startOffset)
        builder.add(image.facts)
        for reader in FileSystems.readers + EmbeddedChecksums.readers {
            if let facts = reader.read(volume, after: builder, limits: limits) { builder.add(facts) }
        }
        if scope.contains(.unclaimed) { addContents(of: volume, to: &builder) }
        if scope.contains(.content), let boot = BootContents(of: builder) { builder.add(boot) }
        if scope.contains(.lists) { addLists(of: image, in: folder, to: &builder) }
        if scope.contains(.content) || !fileDigests.isEmpty { scan(image, &builder) }
        return builder.frozen()
    }

    /// The one pass over everything: whatever is asked of the content is measured on the way.
    private func scan(_ image: OpenedImage, _ builder: inout DiscBuilder) {
        let volume = image.volume
        let disc = builder.frozen()
        let whole = imageDigests(image)
        let recorded = disc.checksumStatements.map(\.request)
        let files = DigestRequest.files(of: disc, fileDigests)
        var surveys = RangeDigests.surveys(for: whole.requests.union(recorded + files), size: disc.size)
        if scope.contains(.content) {
            surveys += [BlankRuns(), FileHeads(of: disc, naming: contentTypes || profile == .forensic)]
            let sizes = volume.sources.map(\.size)
            if let codes = ErrorCodes(volume.map, of: sizes) { surveys.append(codes) }
            if let channels = Subchannels(volume.map, of: sizes) { surveys.append(channels) }
        }
        let outcome = Scan(goesOn: goesOn).run(surveys, over: volume)
        var digests = DigestFacts()
        for facts in outcome.facts {
            if let some = facts as? DigestFacts { digests.merge(some) } else { builder.add(facts) }
        }
        if outcome.isComplete {
            let progress = ScanProgress(done: outcome.done, total: outcome.done)
            var reading = SecondReading(volume) { goesOn(progress) }
            reading.answer(&digests)
        }
        builder.add(digests)
        builder.add(whole)
        builder.add(ScanFacts(isComplete: outcome.isComplete, done: outcome.done, gaps: outcome.gaps))
    }

    /// The digests of the image that are asked for. A plain image has no tracks but itself.
    private func imageDigests(_ image: OpenedImage) -> ImageDigests {
        var all = ImageDigests(digests, of: image.sources.map { ($0.name, $0.role, $0.bytes.size) })
        guard !image.facts.isPlain, !digests.isEmpty else { return all }
        for track in image.facts.storedTracks {
            all.add(track: track.number, session: track.session, track.extents, obstacle: track.obstacle)
        }
        return all
    }

    /// The lists of checksums in the image and beside it. Those beside it are of its files as they are stored.
    private func addLists(of image: OpenedImage, in folder: any Folder, to disc: inout DiscBuilder) {
        if let lists = PayloadLists.read(image.volume, of: disc) { disc.add(lists) }
        var start: UInt64 = 0
        var files: [Sidecars.File] = []
        for source in image.sources {
            files.append(.init(source.name, bytes: start..<start.adding(source.bytes.size)))
            start = start.adding(source.bytes.size)
        }
        let sidecars = Sidecars(of: files, verify: verify)
        if let lists = sidecars.read(given: checksumLists, foundIn: folder) { disc.add(lists) }
    }

    /// Looks at what nobody owns. Descriptors in it lead to further volumes; what they own is not looked at again.
    private func addContents(of volume: Volume, to disc: inout DiscBuilder) {
        var contents = GapContents.survey(volume, of: disc.frozen())
        let sets = contents.sectors(marked: .volumeDescriptor)
        if let further = FurtherVolumes.read(volume, descriptorsAt: sets, after: disc, limits: limits) {
            disc.add(further)
            contents = GapContents.survey(volume, of: disc.frozen())
        }
        disc.add(contents)
    }

    // MARK: Opening

    /// The smallest file that can hold a system area and one descriptor (ECMA-119, 6.2.1).
    private static let smallest: UInt64 = 17 * 2048

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
                    "cannot read \(failure.count) bytes at offset \(failure.offset): \(failure.reason) (LBA \(failure.offset / 2048))"
                )
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
