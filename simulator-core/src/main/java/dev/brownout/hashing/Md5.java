package dev.brownout.hashing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The MD5 digest of a text as numbers; not for secrets. */
final class Md5 {
    private final MessageDigest digest;

    Md5() {
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Returns the 16 bytes of the digest, in little-endian order. */
    ByteBuffer of(String text) {
        return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
