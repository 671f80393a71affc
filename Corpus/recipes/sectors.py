#!/usr/bin/env python3
"""Writes Corpus/sectors: raw CD sectors and CD-Text packs to hold the sector codes against.

It follows the standards as they are written and shares nothing with isocheck: the EDC is a division of bits, the parity the
remainder of a division by the generator polynomial, the scrambler a register of bits. It is slow, and that is all right.
"""
import binascii
import hashlib
import os
import zlib

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "sectors")


def edc(data):
    """ECMA-130, 14.3: the bits of each byte from the lowest on, divided by the generator; the remainder likewise."""
    remainder = 0
    for byte in data + bytes(4):
        for bit in range(8):
            remainder = remainder << 1 | byte >> bit & 1
            if remainder >> 32:
                remainder ^= 0x18001801B
    return int(f"{remainder:032b}"[::-1], 2).to_bytes(4, "little")


def times(a, b):
    """The product in GF(2^8) with x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    for bit in range(8):
        if b >> bit & 1:
            product ^= a << bit
    for bit in range(14, 7, -1):
        if product >> bit & 1:
            product ^= 0x11D << (bit - 8)
    return product


def parity(data):
    """The remainder of data(x) * x^2 by (x + 1)(x + 2) = x^2 + 3x + 2."""
    first, second = 0, 0
    for byte in data:
        feedback = byte ^ first
        first, second = second ^ times(feedback, 3), times(feedback, 2)
    return first, second


def ecc(body):
    """ECMA-130, annex A: `body` is header to P parity and Q parity, 2340 bytes, the parity still to be filled in."""
    words = [[body[2 * n + plane] for n in range(1170)] for plane in (0, 1)]
    for plane in words:
        for column in range(43):
            places = [43 * row + column for row in range(24)]
            plane[43 * 24 + column], plane[43 * 25 + column] = parity([plane[n] for n in places])
        for diagonal in range(26):
            places = [(44 * m + 43 * diagonal) % 1118 for m in range(43)]
            plane[1118 + diagonal], plane[1118 + 26 + diagonal] = parity([plane[n] for n in places])
    return bytes(words[n % 2][n // 2] for n in range(2340))


def header(lba, mode):
    frames = lba + 150
    return bytes(int(str(n), 16) for n in (frames // 4500, frames // 75 % 60, frames % 75)) + bytes([mode])


SYNC = b"\x00" + b"\xff" * 10 + b"\x00"


def mode1(lba, user):
    start = SYNC + header(lba, 1) + user
    body = start + edc(start) + bytes(8 + 276)
    return SYNC + ecc(body[12:])


def form1(lba, sub, user):
    data = sub * 2 + user
    body = ecc(bytes(4) + data + edc(data) + bytes(276))
    return SYNC + header(lba, 2) + body[4:]


def form2(lba, sub, user, with_edc=True):
    data = sub * 2 + user
    return SYNC + header(lba, 2) + data + (edc(data) if with_edc else bytes(4))


def scrambled(sector):
    """Annex B: a register of 15 bits, of which the lowest goes out and its sum with the next comes in."""
    bits = [1] + [0] * 14
    key = []
    for _ in range(2340):
        byte = 0
        for bit in range(8):
            byte |= bits[0] << bit
            bits = bits[1:] + [bits[0] ^ bits[1]]
        key.append(byte)
    return SYNC + bytes(a ^ b for a, b in zip(sector[12:], key))


def noise(name, count):
    blocks = (hashlib.sha256(f"{name} {n}".encode()).digest() for n in range(count // 32 + 1))
    return b"".join(blocks)[:count]


def pack(kind, track, sequence, position, payload):
    bytes16 = bytes([kind, track, sequence, position]) + payload.ljust(12, b"\0")
    return bytes16 + (binascii.crc_hqx(bytes16, 0) ^ 0xFFFF).to_bytes(2, "big")


def cdtext():
    """Titles and performers of a disc and three tracks, the sizes, in packs of 12 bytes of payload."""
    texts = {
        0x80: [b"TestDiskTitle", b"One", b"The second title", b"\xc4rger"],
        0x81: [b"Somebody", b"Somebody Else", b"\t", b"\t"],
        0x8E: [b"1234567890128", b"USABC1234567", b"USABC1234568", b"USABC1234569"],
    }
    packs = []
    for kind, strings in texts.items():
        stream = b"".join(text + b"\0" for text in strings)
        owners = [(track, n) for track, text in enumerate(strings) for n in range(len(text) + 1)]
        for start in range(0, len(stream), 12):
            track, position = owners[start]
            packs.append(pack(kind, track, len(packs), min(position, 15), stream[start : start + 12]))
    counts = [sum(p[0] == kind for p in packs) for kind in range(0x80, 0x8F)] + [3]
    sizes = bytes([0, 1, 3, 0] + counts + [len(packs) + 2] + [0] * 7 + [9] + [0] * 7)
    for n in range(3):
        packs.append(pack(0x8F, n, len(packs), 0, sizes[12 * n : 12 * n + 12]))
    return b"".join(packs)


def main():
    ramp = bytes(n % 256 for n in range(2048))
    data = bytes.fromhex("00000800")
    sectors = [
        mode1(0, bytes(2048)),
        mode1(16, ramp),
        form1(16, data, ramp),
        mode1(123456, noise("mode 1", 2048)),
        form1(4500, bytes.fromhex("01028904"), noise("form 1", 2048)),
        form2(17, bytes.fromhex("0101647f"), noise("form 2", 2324)),
        form2(18, bytes.fromhex("0101647f"), noise("form 2", 2324), with_edc=False),
        mode1(332999, noise("end", 2048)),
    ]
    sectors += [scrambled(sectors[3]), scrambled(sectors[4])]
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "reference.bin"), "wb") as out:
        out.write(b"".join(sectors))
    with open(os.path.join(FOLDER, "reference.cdt"), "wb") as out:
        out.write(cdtext())
    for sector in sectors:
        print(f"{zlib.crc32(sector):08X} {hashlib.sha1(sector).hexdigest()}")


if __name__ == "__main__":
    main()
