package dev.brownout.workbench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** SHA-256 digest of the inputs of a call. The length of each input is part of the digest. */
final class CallDigest {
    private final MessageDigest digest;

    CallDigest(String call) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        with(call);
    }

    /** Adds a text. */
    CallDigest with(String text) {
        return with(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds texts in their order. */
    CallDigest with(List<String> texts) {
        with(Integer.toString(texts.size()));
        texts.forEach(this::with);
        return this;
    }

    /** Adds files in the order of the map. */
    CallDigest with(Map<String, byte[]> files) {
        with(Integer.toString(files.size()));
        files.forEach((name, content) -> with(name).with(content));
        return this;
    }

    private CallDigest with(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    /** Returns the digest as hexadecimal digits. */
    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
