package dev.brownout.instrument;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import org.HdrHistogram.Histogram;

/**
 * HdrHistogram's compressed format, version 2, with data that is stored and not deflated. So the bytes are the same on
 * all platforms: the deflaters of platforms differ even for stored data.
 */
final class HistogramEncoding {
    /** Begins a compressed histogram. */
    private static final int COOKIE = 0x1c849314;
    /** Header of the zlib format without compression (RFC 1950). */
    private static final short ZLIB_HEADER = 0x7801;
    /** Largest stored block (RFC 1951). */
    private static final int MOST_STORED = 0xffff;

    private static final int BLOCK_HEADER = 5;
    private static final int HEADERS = 2 * Integer.BYTES + Short.BYTES;

    private HistogramEncoding() {}

    /** Returns a histogram in the compressed format. */
    static byte[] encode(Histogram histogram) {
        ByteBuffer plain = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(plain);
        int blocks = Math.max(1, (length + MOST_STORED - 1) / MOST_STORED);
        ByteBuffer encoded = ByteBuffer.allocate(HEADERS + blocks * BLOCK_HEADER + length + Integer.BYTES);
        encoded.putInt(COOKIE).putInt(encoded.capacity() - 2 * Integer.BYTES).putShort(ZLIB_HEADER);
        for (int block = 0; block < blocks; block++) {
            int start = block * MOST_STORED;
            int stored = Math.min(MOST_STORED, length - start);
            encoded.put((byte) (block == blocks - 1 ? 1 : 0));
            encoded.order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) stored)
                    .putShort((short) ~stored)
                    .order(ByteOrder.BIG_ENDIAN);
            encoded.put(plain.array(), start, stored);
        }
        Adler32 checksum = new Adler32();
        checksum.update(plain.array(), 0, length);
        return encoded.putInt((int) checksum.getValue()).array();
    }
}
