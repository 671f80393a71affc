import Dispatch
import Glibc
import Synchronization

/// Work on many things by several threads, whose results come out in order.
enum Workers {
    /// What a thread needs: images can be made so that reading them takes much of it.
    private static let stackSize = 8 << 20

    /// - Parameters:
    ///   - jobs: threads; with one, the work is done by the caller.
    ///   - work: what is done to each; by several threads at once.
    ///   - take: what is done with each result, in order, by the caller.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], jobs: Int, _ work: @escaping @Sendable (Item) -> Result,
        _ take: (Result) throws -> Void
    ) rethrows {
        guard jobs > 1, items.count > 1 else { return try oneByOne(items, work, take) }
        let queue = WorkQueue(items, ahead: jobs * 2, work)
        let started = (0..<min(jobs, items.count)).filter { _ in start { queue.work() } }
        guard !started.isEmpty else { return try oneByOne(items, work, take) }
        // Whoever stops taking lets nobody begin anything new.
        defer { queue.close() }
        for index in items.indices { try take(queue.result(index)) }
    }

    private static func oneByOne<Item, Result>(
        _ items: [Item], _ work: (Item) -> Result, _ take: (Result) throws -> Void
    ) rethrows {
        for item in items { try take(work(item)) }
    }

    /// Starts a thread; false where there can be none.
    private static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        unsafe pthread_attr_setstacksize(&attributes, stackSize)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let box = unsafe Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let failure = unsafe pthread_create(
            &thread, &attributes,
            { context in
                unsafe context.map { unsafe Unmanaged<Box>.fromOpaque($0).takeRetainedValue().body() }
                return nil
            }, unsafe box.toOpaque())
        if failure != 0 { unsafe box.release() }
        return failure == 0
    }
}

/// What a thread does, while C holds it.
private final class Box: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Items that wait for a thread, and results that wait to be taken.
private final class WorkQueue<Item: Sendable, Result: Sendable>: Sendable {
    private struct State {
        var next = 0
        var results: [Int: Result] = [:]
        var isClosed = false
    }

    private let items: [Item]
    private let process: @Sendable (Item) -> Result
    private let state = Mutex(State())
    /// Results that may still wait, so that memory has a bound.
    private let room: DispatchSemaphore
    private let ready: [DispatchSemaphore]

    init(_ items: [Item], ahead: Int, _ process: @escaping @Sendable (Item) -> Result) {
        self.items = items
        self.process = process
        room = DispatchSemaphore(value: ahead)
        ready = items.map { _ in DispatchSemaphore(value: 0) }
    }

    /// Works until nothing is left to begin.
    func work() {
        while true {
            room.wait()
            let index = state.withLock { state -> Int? in
                guard !state.isClosed, state.next < items.count else { return nil }
                defer { state.next += 1 }
                return state.next
            }
            guard let index else {
                // The next one is to see it, too.
                room.signal()
                return
            }
            let result = process(items[index])
            state.withLock { $0.results[index] = result }
            ready[index].signal()
        }
    }

    /// The result of an item; each is taken once.
    func result(_ index: Int) -> Result {
        while true {
            ready[index].wait()
            defer { room.signal() }
            if let result = state.withLock({ $0.results.removeValue(forKey: index) }) { return result }
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        room.signal()
    }
}
