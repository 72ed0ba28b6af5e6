package dev.brownout.export;

import dev.brownout.io.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which program wrote a result that is kept for later, and which result that was, so that one of another program, or
 * one that was torn or changed since, is known for what it is.
 *
 * @param program version of the program
 * @param sha256 of the bytes of the result, in hexadecimal digits
 */
public record ProvenanceStamp(String program, String sha256) {
    private static final int MOST_BYTES = 10_000;

    /** The stamp of a result that this program wrote. */
    public static ProvenanceStamp of(String program, byte[] result) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(result);
            return new ProvenanceStamp(program, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its form in a file. */
    public byte[] json() {
        return ResultJson.document(this);
    }

    /**
     * Whether a file is this stamp.
     *
     * @throws IOException if it cannot be read
     */
    public boolean isAt(Path file) throws IOException {
        return MessageDigest.isEqual(BoundedFile.bytes(file, MOST_BYTES), json());
    }
}
