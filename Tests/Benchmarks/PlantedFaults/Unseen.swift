extension PlantedFault {
    /// Faults of which nothing is said in the default profile, and why; some could be told one day.
    static let unseen: [String: String] = {
        var found: [String: String] = [:]
        func add(_ reason: String, _ names: String...) { for name in names { found[name] = reason } }
        add(
            "told in the profiles that ask for it",
            "directories: bootable: the year of a date edited",
            "directories: plain: a name with a byte of 0x80 and more", "joliet: Joliet: the label differs",
            "joliet: Joliet: a date edited",
            "padding and hidden data: plain: text in the reserved bytes of the descriptor",
            "padding and hidden data: plain: noise in the system area",
            "padding and hidden data: plain: bytes behind the terminator's mark",
            "padding and hidden data: bootable: bytes behind the entries of the boot catalog")
        add(
            "read by every program, and not yet told by any profile",
            "volume descriptors: plain: a control character in the publisher",
            "directories: plain: records out of order")
        add(
            "no checksum covers the file",
            "sessions: xorriso-two-emulated.sparse: a bit of a file",
            "sessions: xorriso-two-no-toc.sparse: a bit of a file",
            "sessions: genisoimage-two-joined.sparse: a bit of a file")
        add(
            "sheets are not yet held against every sector of what they describe",
            "containers: CUE: the data track is said to be audio",
            "containers: CUE: the first index is missing",
            "containers: TOC: the mode is another", "containers: CCD: the sub-channel file is missing",
            "containers: CCD: one entry too many is counted", "containers: CCD: two sessions are counted",
            "containers: CCD: a frame of a track's time", "containers: CCD: the mode of the first track")
        add(
            "a number of the container that no other number contradicts in what is read of it",
            "containers: NRG: a track ends elsewhere",
            "containers: NRG: the session counts another number of tracks",
            "containers: MDS: the size of a sector", "containers: MDS: the end of the session")
        add(
            "frames of zeros are what most programs store",
            "sub-channels: CCD with sub-channel: twenty frames lost to zeros")
        return found
    }()
}
