/// The input of vcdxbuild: a control file, and a clip that is MPEG only in its headers.
enum VideoCD {
    static let control = """
        <?xml version="1.0"?>
        <!DOCTYPE videocd PUBLIC "-//GNU//DTD VideoCD//EN" "http://www.gnu.org/software/vcdimager/videocd.dtd">
        <videocd xmlns="http://www.gnu.org/software/vcdimager/1.0/" class="vcd" version="2.0">
        <info><album-id>T</album-id><volume-count>1</volume-count><volume-number>1</volume-number></info>
        <pvd><volume-id>VIDEOCD</volume-id><system-id>CD-RTOS CD-BRIDGE</system-id></pvd>
        <filesystem><file src="readme.txt"><name>README.TXT</name></file></filesystem>
        <sequence-items><sequence-item src="clip.mpg" id="s1"/></sequence-items>
        </videocd>

        """

    /// 300 packs of 2324 bytes, the size of a sector of Form 2, with one video packet each (ISO/IEC 11172-1, 2.4.3).
    static let clip: [UInt8] = {
        // Sequence, group and picture headers: 352 by 288 at 25 pictures a second.
        let pictures: [UInt8] = [
            0, 0, 1, 0xB3, 0x16, 0x01, 0x20, 0x13, 0xFF, 0xFF, 0xE0, 0xA0, 0, 0, 1, 0xB8, 0x80, 0x08, 0, 0x40,
            0, 0, 1,
            0, 0, 0x0F, 0xFF, 0xF8,
        ]
        var clip: [UInt8] = []
        for number in 0..<300 {
            let clock = number * 1200
            let time = [
                0x21 | clock >> 29 & 0xE, clock >> 22 & 0xFF, clock >> 14 & 0xFE | 1, clock >> 7 & 0xFF,
                clock << 1 & 0xFE | 1,
            ].map { UInt8(truncatingIfNeeded: $0) }
            let payload = number % 15 == 0 ? pictures : []
            let length = 2324 - 12 - 6
            clip += [0, 0, 1, 0xBA] + time + [0x80, 0x1B, 0x91, 0, 0, 1, 0xE0]
            clip += [UInt8(length >> 8), UInt8(length & 0xFF)] + time + payload
            clip += [UInt8](repeating: 0xFF, count: length - 5 - payload.count)
        }
        return clip.dropLast(4) + [0, 0, 1, 0xB9]
    }()
}
