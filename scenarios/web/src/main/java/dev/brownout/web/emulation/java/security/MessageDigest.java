package dev.brownout.web.emulation.java.security;

import dev.brownout.web.emulation.BlockDigest;
import dev.brownout.web.emulation.Md5Digest;
import dev.brownout.web.emulation.Sha256Digest;
import java.security.NoSuchAlgorithmException;

/** Emulation of {@code java.security.MessageDigest} for whole messages, with the digests MD5 and SHA-256. */
public final class MessageDigest {
    private final BlockDigest digest;

    private MessageDigest(BlockDigest digest) {
        this.digest = digest;
    }

    /**
     * Returns a digest.
     *
     * @throws NoSuchAlgorithmException if its name is neither {@code MD5} nor {@code SHA-256}
     */
    public static MessageDigest getInstance(String algorithm) throws NoSuchAlgorithmException {
        return switch (algorithm) {
            case "MD5" -> new MessageDigest(new Md5Digest());
            case "SHA-256" -> new MessageDigest(new Sha256Digest());
            default -> throw new NoSuchAlgorithmException(algorithm);
        };
    }

    /** Returns the digest of a message. */
    public byte[] digest(byte[] message) {
        return digest.of(message);
    }
}
