package dev.brownout.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-8 bytes of a text in another character set. A malformed character becomes the replacement character. */
final class TranscodedStream extends InputStream {
    private static final int CHARACTERS = 8192;

    private final Reader reader;
    private final CharBuffer characters = CharBuffer.allocate(CHARACTERS);
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    TranscodedStream(InputStream stream, Charset charset) {
        reader = new InputStreamReader(stream, charset);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!bytes.hasRemaining()) {
            if (reader.read(characters) < 0 && characters.position() == 0) {
                return -1;
            }
            encode();
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(target, offset, count);
        return count;
    }

    /** Encodes the characters, except a first half of a pair at the end that may have its second half later. */
    private void encode() {
        characters.flip();
        int last = characters.limit() - 1;
        boolean torn = last > 0 && Character.isHighSurrogate(characters.get(last));
        characters.limit(torn ? last : last + 1);
        bytes = StandardCharsets.UTF_8.encode(characters);
        characters.limit(last + 1);
        characters.compact();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
