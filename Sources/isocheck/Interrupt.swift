import Glibc
import Synchronization

/// What signals do. Ctrl-C asks a command that listens to stop, so that it can report how far it came; a second one, and
/// whatever else ends the process, removes what is half written first.
enum Interrupt {
    private static let state = Atomic(State.deaf)

    private enum State: UInt8, AtomicRepresentable { case deaf, listening, requested }

    static var isRequested: Bool { state.load(ordering: .relaxed) == .requested }

    /// From now on the command looks at `isRequested`.
    static func listen() { state.store(.listening, ordering: .relaxed) }

    /// Takes over the signals; the first thing that the program does.
    static func handle() {
        // What a handler looks at has to be there before it.
        _ = isRequested
        TemporaryName.removeAll()
        signal(SIGINT) { number in
            let asked = Interrupt.state.compareExchange(
                expected: .listening, desired: .requested, ordering: .relaxed)
            if !asked.exchanged { Interrupt.end(number) }
        }
        signal(SIGTERM) { Interrupt.end($0) }
        // Whoever started the program with nohup wants it to go on.
        let before = unsafe unsafeBitCast(signal(SIGHUP, SIG_IGN), to: Int.self)
        if unsafe before != unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGHUP) { Interrupt.end($0) } }
        // A reader that hangs up and a limit to the size of files are errors of write(2). They are not ignored, which
        // programs that are started from here would inherit.
        for number in [SIGPIPE, SIGXFSZ] { signal(number) { _ in } }
        // A thread that starts programs may have blocked them, and what is blocked is inherited.
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe sigprocmask(SIG_UNBLOCK, &all, nil)
    }

    /// Ends the process by the signal, as it would have ended without us.
    private static func end(_ number: Int32) {
        TemporaryName.removeAll()
        signal(number, SIG_DFL)
        raise(number)
    }
}
