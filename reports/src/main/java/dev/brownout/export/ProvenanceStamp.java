package dev.brownout.export;

import dev.brownout.io.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Provenance of a stored result: the program version that wrote it, and a checksum. It detects results of another
 * program version, and truncated or modified results.
 *
 * @param program version of the program
 * @param sha256 SHA-256 digest of the bytes of the result, in hexadecimal digits
 */
public record ProvenanceStamp(String program, String sha256) {
    private static final int MOST_BYTES = 10_000;

    /** Creates the stamp of a result that this program wrote. */
    public static ProvenanceStamp of(String program, byte[] result) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(result);
            return new ProvenanceStamp(program, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the stamp as JSON. */
    public byte[] json() {
        return ResultJson.document(this);
    }

    /**
     * Returns whether a file equals this stamp.
     *
     * @throws IOException if the file cannot be read
     */
    public boolean isAt(Path file) throws IOException {
        return MessageDigest.isEqual(BoundedFile.bytes(file, MOST_BYTES), json());
    }
}
