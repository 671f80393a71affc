/* libFLAC decodes whole files by callbacks; a hunk of a CHD is frames alone. So a head is made up for them (RFC 9639, 8.2), and the frames
   are read from memory. */
#include <FLAC/stream_decoder.h>
#include <stdint.h>
#include <string.h>

enum { ISOCHECK_FLAC_HEAD = 42 };

struct isocheck_flac {
    uint8_t head[ISOCHECK_FLAC_HEAD];
    const uint8_t *packed;
    size_t packed_length;
    /* Bytes of head and frames that were handed over. */
    size_t at;
    uint8_t *samples;
    size_t samples_length;
    size_t written;
    int is_big;
    int is_damaged;
};

static inline FLAC__StreamDecoderReadStatus isocheck_flac_read(const FLAC__StreamDecoder *decoder, FLAC__byte buffer[], size_t *bytes,
                                                               void *data) {
    struct isocheck_flac *state = (struct isocheck_flac *)data;
    size_t wanted = *bytes, count = 0;
    (void)decoder;
    while (count < wanted && state->at < ISOCHECK_FLAC_HEAD) buffer[count++] = state->head[state->at++];
    size_t left = state->packed_length + ISOCHECK_FLAC_HEAD - state->at;
    size_t more = wanted - count < left ? wanted - count : left;
    memcpy(buffer + count, state->packed + (state->at - ISOCHECK_FLAC_HEAD), more);
    state->at += more;
    *bytes = count + more;
    return *bytes == 0 ? FLAC__STREAM_DECODER_READ_STATUS_END_OF_STREAM : FLAC__STREAM_DECODER_READ_STATUS_CONTINUE;
}

static inline FLAC__StreamDecoderTellStatus isocheck_flac_tell(const FLAC__StreamDecoder *decoder, FLAC__uint64 *offset, void *data) {
    (void)decoder;
    *offset = ((struct isocheck_flac *)data)->at;
    return FLAC__STREAM_DECODER_TELL_STATUS_OK;
}

static inline FLAC__StreamDecoderWriteStatus isocheck_flac_write(const FLAC__StreamDecoder *decoder, const FLAC__Frame *frame,
                                                                 const FLAC__int32 *const buffer[], void *data) {
    struct isocheck_flac *state = (struct isocheck_flac *)data;
    (void)decoder;
    size_t count = frame->header.blocksize;
    if (frame->header.channels != 2 || frame->header.bits_per_sample != 16 || count > (state->samples_length - state->written) / 4) {
        state->is_damaged = 1;
        return FLAC__STREAM_DECODER_WRITE_STATUS_ABORT;
    }
    uint8_t *to = state->samples + state->written;
    int high = state->is_big ? 0 : 1, low = 1 - high;
    for (size_t i = 0; i < count; i++, to += 4) {
        FLAC__int32 left = buffer[0][i], right = buffer[1][i];
        to[high] = (uint8_t)(left >> 8);
        to[low] = (uint8_t)left;
        to[2 + high] = (uint8_t)(right >> 8);
        to[2 + low] = (uint8_t)right;
    }
    state->written += count * 4;
    return FLAC__STREAM_DECODER_WRITE_STATUS_CONTINUE;
}

static inline void isocheck_flac_error(const FLAC__StreamDecoder *decoder, FLAC__StreamDecoderErrorStatus status, void *data) {
    (void)decoder;
    (void)status;
    ((struct isocheck_flac *)data)->is_damaged = 1;
}

/* Two channels of 16 bits in turn. Returns how many bytes the frames took; 0 where they are damaged or give another number of samples. */
static inline size_t isocheck_flac_unpack(const uint8_t *packed, size_t packed_length, uint8_t *samples, size_t samples_length,
                                          unsigned block, int is_big) {
    struct isocheck_flac state = {{0}, packed, packed_length, 0, samples, samples_length, 0, is_big, 0};
    /* The only block of metadata, 34 bytes: least and greatest block, 44100 Hz, 2 channels of 16 bits. */
    const uint8_t head[] = {'f', 'L', 'a', 'C', 0x80, 0, 0, 34, (uint8_t)(block >> 8), (uint8_t)block, (uint8_t)(block >> 8), (uint8_t)block,
                            0,   0,   0,   0,   0,    0, 0x0A, 0xC4, 0x42, 0xF0};
    memcpy(state.head, head, sizeof head);
    FLAC__StreamDecoder *decoder = FLAC__stream_decoder_new();
    if (decoder == NULL) return 0;
    size_t used = 0;
    if (FLAC__stream_decoder_init_stream(decoder, isocheck_flac_read, NULL, isocheck_flac_tell, NULL, NULL, isocheck_flac_write, NULL,
                                         isocheck_flac_error, &state) == FLAC__STREAM_DECODER_INIT_STATUS_OK) {
        while (state.written < samples_length && !state.is_damaged)
            if (!FLAC__stream_decoder_process_single(decoder) ||
                FLAC__stream_decoder_get_state(decoder) == FLAC__STREAM_DECODER_END_OF_STREAM)
                break;
        FLAC__uint64 position = 0;
        if (state.written == samples_length && !state.is_damaged && FLAC__stream_decoder_get_decode_position(decoder, &position) &&
            position > ISOCHECK_FLAC_HEAD)
            used = (size_t)position - ISOCHECK_FLAC_HEAD;
    }
    FLAC__stream_decoder_delete(decoder);
    return used;
}
