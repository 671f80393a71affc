public import Bytes
public import Digests

/// Compares an image with a readback, sector by sector, in one pass without dwelling on what is bad, and returns to that
/// afterwards.
///
/// It is synchronous and knows neither files nor drives: both sides are handed to it, and so are the clock and the wish
/// to stop.
public final class Comparer {
    public struct Policy: Sendable {
        /// Tries that a sector gets after its first.
        public var retries = 2
        /// Time spent on what cannot be read at once.
        public var patience: Duration = .seconds(30 * 60)
        /// Go on although it is evidently another disc.
        public var isForced = false
        /// Digests of both sides.
        public var digests: [DigestAlgorithm] = []
        /// Look for the bytes of differing sectors elsewhere in the image.
        public var locatesMisplaced = true
        /// Sectors of the image that hold no data, such as those of audio tracks, in ascending order.
        public var omitted: [Range<UInt64>] = []
        /// Sectors looked at behind the image where reading them is slow.
        public var tailLimit: UInt64 = 16_384

        public init() {}
    }

    /// What a comparison needs from outside, and whom it tells.
    public struct Environment {
        /// Time since some moment.
        public var now: () -> Duration = { .zero }
        public var isInterrupted: () -> Bool = { false }
        public var progress: (Progress) -> Void = { _ in }
        /// Told from time to time how far the comparison is, so that it can be resumed.
        public var save: (SectorRuns) -> Void = { _ in }
        /// Given each differing sector: its number, the image's bytes, the readback's.
        public var keep: (UInt64, [UInt8], [UInt8]) -> Void = { _, _, _ in }

        public init() {}
    }

    public struct Progress: Sendable {
        public let done: UInt64
        public let total: UInt64
        /// Sectors so far that differ or cannot be read.
        public let faults: UInt64
    }

    /// What the first pass made of the block at hand.
    struct BlockSummary {
        /// Whether all of it was read.
        var isWhole = true
        var areSame = true
    }

    let image: any ByteSource
    let readback: any Readback
    /// Sector of the readback that ought to be the image's first.
    let start: UInt64
    let policy: Policy
    let environment: Environment
    /// What an earlier run found out.
    let known: SectorRuns

    var imageBuffer: SectorBuffer
    var readbackBuffer: SectorBuffer
    /// What the digests are still at while the next block comes.
    private var busyBuffers: (image: SectorBuffer, readback: SectorBuffer)?
    let imageSectors: UInt64
    var states = SectorRuns()
    var stop: Comparison.Stop?
    /// First sector that is not there although the image has it.
    var readableEnd: UInt64?
    /// First sector that the operating system hides, and why.
    var hiddenFrom: (sector: UInt64, fault: ReadbackFault)?
    /// Sectors before this one are left for later.
    var skipUntil: UInt64 = 0
    var skipLength: UInt64 = Comparer.firstSkip
    var faultsInARow = 0
    var troublesInARow = 0
    var faultCount: UInt64 = 0
    var unseenBeyond: UInt64 = 0
    /// Sectors behind the image that are primary volume descriptors.
    var descriptorsBeyond: [UInt64] = []
    /// Whether anything but zeros came of the readback, in this run or an earlier one.
    private(set) var sawData: Bool
    /// When the work on what cannot be read at once began.
    var dwellStart: Duration?
    /// Whether some of that work was left undone.
    var isOutOfTime = false
    /// Whether all of the image could be read; one with holes has no digest.
    var isImageWhole = true
    var samples = DifferenceSamples()
    /// What the codes of the sectors of the last read say against them, by the image's numbers.
    var codeFaults: [UInt64: ReadbackFault] = [:]
    var block = BlockSummary()
    private var lastSave: Duration
    private var digests: PairedDigests?

    /// Sectors left for later after a fault; doubled from fault to fault as ddrescue does it.
    static let firstSkip: UInt64 = 64
    static let lastSkip: UInt64 = 1024
    /// Failures of the drive itself in a row after which nothing more is asked of it.
    static let troubleLimit = 3
    private static let saveInterval: Duration = .seconds(5)

    public init(
        image: any ByteSource, readback: any Readback, start: UInt64 = 0, policy: Policy = Policy(),
        environment: Environment = Environment(), known: SectorRuns = SectorRuns()
    ) {
        self.image = image
        self.readback = readback
        self.start = start
        self.policy = policy
        self.environment = environment
        self.known = known
        sawData = !known.runs.isEmpty
        let sectors = max(readback.sectorsPerRead, 512)
        imageBuffer = SectorBuffer(sectors: sectors)
        readbackBuffer = SectorBuffer(sectors: sectors)
        imageSectors = image.size.sectorsNeeded
        lastSave = environment.now()
        if !policy.digests.isEmpty, known.runs.isEmpty {
            digests = PairedDigests(policy.digests)
            busyBuffers = (SectorBuffer(sectors: sectors), SectorBuffer(sectors: sectors))
        }
    }

    /// Compares all of it.
    public func run() -> Comparison {
        let identity = readback.identity
        if isAnotherDisc() { stop = .anotherDisc }
        firstPass()
        if stop == nil { returnToSkipped() }
        if stop == nil { retryUnreadable() }
        if stop == nil { rereadDifferences() }
        if stop == nil { recogniseRepairs() }
        fillUp()
        if stop == nil { lookBeyond() }
        if stop == nil, readback.identity != identity { stop = .discChanged }
        environment.save(states)
        let areSame = states.runs.allSatisfy {
            ($0.state.meaning == .good && $0.state != .tableRepaired) || $0.state.meaning == .beyond
        }
        return Comparison(
            imageSize: image.size, readbackSize: readback.size, start: start, manner: readback.manner,
            isMedium: readback.canVary, sectorsPerBlock: readback.sectorsPerBlock, states: states,
            unseenBeyond: unseenBeyond, sessions: sessionsBeyond,
            stop: stop ?? (isOutOfTime ? .outOfTime : nil), isBlank: !sawData,
            differences: samples.explained(by: policy.locatesMisplaced && stop == nil ? image : nil),
            imageDigests: digests.map { stop == nil && isImageWhole ? $0.ofImage : [] } ?? [],
            // Sectors that came late were compared, so that equal sides have equal digests.
            readbackDigests: digests.flatMap {
                stop == nil && isImageWhole ? (areSame ? $0.ofImage : $0.ofReadback) : nil
            }
                ?? [])
    }

    /// What was not reached, is said not to have been tried.
    private func fillUp() {
        let end = min(states.end, imageSectors)
        if end < imageSectors { states.append(SectorRun(end, imageSectors - end, .notTried)) }
    }

    // MARK: Bookkeeping

    /// Takes note of a block in which both sides are complete or not. Its bytes are digested while the next block is read
    /// into the other buffers.
    func digest(bytes count: Int, isWhole: Bool, areSame: Bool) {
        guard digests != nil, let free = busyBuffers else { return }
        digests?.wait()
        digests?.add(imageBuffer, bytes: count, readback: isWhole ? readbackBuffer : nil, areSame: areSame)
        busyBuffers = (imageBuffer, readbackBuffer)
        (imageBuffer, readbackBuffer) = free
    }

    /// Tells how far it is, and whether to go on.
    func goesOn(at lba: UInt64) -> Bool {
        environment.progress(Progress(done: min(lba, imageSectors), total: imageSectors, faults: faultCount))
        let now = environment.now()
        if now - lastSave >= Self.saveInterval {
            lastSave = now
            environment.save(states)
        }
        if environment.isInterrupted() { stop = stop ?? .interrupted }
        return stop == nil
    }

    /// Whether there is time left for what cannot be read at once; asked only when there is something to do.
    func hasPatience() -> Bool {
        let now = environment.now()
        let start = dwellStart ?? now
        dwellStart = start
        if now - start >= policy.patience { isOutOfTime = true }
        return !isOutOfTime
    }

    /// Reads sectors of the readback by the image's numbers, and takes note of what ends the comparison.
    func read(_ first: UInt64, count: Int, at index: Int) -> ReadOutcome {
        let outcome = readback.read(first.adding(start), count: count, into: readbackBuffer, at: index)
        if !sawData, outcome.sectors > 0 {
            sawData = !readbackBuffer.read(index, outcome.sectors) { $0.isFilled(with: 0) }
        }
        codeFaults = [:]
        for (sector, fault) in outcome.codeFaults where sector >= start { codeFaults[sector - start] = fault }
        if environment.isInterrupted() { stop = stop ?? .interrupted }
        guard let fault = outcome.fault else {
            troublesInARow = 0
            return outcome
        }
        switch fault.kind {
        case .noMedium: stop = .noDisc
        case .mediumChanged: stop = .discChanged
        case .driveTrouble, .notReady:
            troublesInARow += 1
            if troublesInARow >= Self.troubleLimit { stop = .driveTrouble }
        default: troublesInARow = 0
        }
        return outcome
    }

    /// Bytes of the image in one sector; fewer than a sector has only in a last one that is not whole.
    func imageBytes(of sector: UInt64) -> Int {
        Int(min(.sector, image.size - min(image.size, sector.times(.sector))))
    }
}
