package dev.brownout.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Adler32;

/**
 * Fragment of an address that opens a scenario in the page: {@code #1.} and the base64url of a zlib stream (RFC 1950)
 * of a JSON object.
 */
public final class PageFragment {
    private static final String PREFIX = "#1.";
    /** First bytes of a zlib stream without compression. */
    private static final int METHOD = 0x78;

    private static final int FLAGS = 0x01;
    /** Maximum length of a stored block (RFC 1951, section 3.2.4). */
    private static final int MOST_BYTES = 65_535;

    private static final int BYTE_BITS = 8;
    private static final int WORD_BYTES = 4;

    private PageFragment() {}

    /**
     * Returns the fragment. It is the same with each version of the compression library.
     *
     * @param json the object, as {@code link.js} of the page describes it
     */
    public static String encoded(String json) {
        byte[] stream = stored(json.getBytes(StandardCharsets.UTF_8));
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(stream);
    }

    /** Returns a zlib stream of stored blocks. */
    private static byte[] stored(byte[] content) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(METHOD);
        stream.write(FLAGS);
        int begin = 0;
        do {
            int length = Math.min(MOST_BYTES, content.length - begin);
            stream.write(begin + length == content.length ? 1 : 0);
            word(stream, length);
            word(stream, ~length);
            stream.write(content, begin, length);
            begin += length;
        } while (begin < content.length);
        Adler32 checksum = new Adler32();
        checksum.update(content);
        for (int i = WORD_BYTES - 1; i >= 0; i--) {
            stream.write((int) (checksum.getValue() >> (BYTE_BITS * i)));
        }
        return stream.toByteArray();
    }

    private static void word(ByteArrayOutputStream stream, int value) {
        stream.write(value);
        stream.write(value >> BYTE_BITS);
    }
}
