package dev.brownout.io;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a file named by the user, up to a size limit: a regular file, or an open stream of this process such as
 * {@code /dev/stdin}. Other pipes and devices are rejected, because they may block or have no end.
 */
public final class BoundedFile {
    /** Reason why a folder cannot be read as a file. */
    public static final String FOLDER = "it is a folder";

    private static final Pattern STREAM = Pattern.compile("/dev/stdin|(/dev|/proc/self)/fd/\\d+");
    private static final int BYTES_PER_MB = 1_000_000;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private BoundedFile() {}

    /**
     * Returns the whole content of an input of the command as text in UTF-8.
     *
     * @param mostBytes the maximum size, in bytes
     * @throws IOException if it cannot be read, is not a file, is larger, or is not valid UTF-8
     */
    public static String text(Path file, int mostBytes) throws IOException {
        CommandFiles.addInput(file);
        return text(file.toString(), bytes(file, mostBytes), mostBytes);
    }

    /**
     * Returns the content of a file as text in UTF-8. The content is decompressed if it begins as gzip does (RFC 1952).
     *
     * @param file its name in messages
     * @param mostBytes the maximum size before and after decompression, in bytes
     * @throws IOException if it is larger, or is not valid UTF-8
     */
    public static String text(String file, byte[] content, int mostBytes) throws IOException {
        boolean compressed = content.length > 2 && content[0] == GZIP[0] && content[1] == GZIP[1];
        byte[] bytes = compressed ? decompressed(file, content, mostBytes) : content;
        if (bytes.length > mostBytes) {
            throw tooLarge(file, mostBytes);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException other) {
            throw refused(file, "it is no text in UTF-8");
        }
    }

    private static byte[] decompressed(String file, byte[] content, int mostBytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return in.readNBytes(mostBytes + 1);
        } catch (ZipException | EOFException damaged) {
            throw refused(file, "its compressed content is damaged");
        }
    }

    /**
     * Returns the whole content of a file.
     *
     * @param mostBytes the maximum size, in bytes
     * @throws IOException if it cannot be read, is not a file, or is larger
     */
    public static byte[] bytes(Path file, int mostBytes) throws IOException {
        BasicFileAttributes fileAttributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (fileAttributes.isDirectory()) {
            throw refused(file.toString(), FOLDER);
        }
        if (!fileAttributes.isRegularFile() && !isStream(file)) {
            throw refused(file.toString(), "it is no regular file but a pipe or a device");
        }
        if (fileAttributes.size() > mostBytes) {
            throw tooLarge(file.toString(), mostBytes);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw tooLarge(file.toString(), mostBytes);
            }
            return bytes;
        }
    }

    /** Returns whether a path names an open stream of this process, not a file in a folder. */
    private static boolean isStream(Path file) {
        return STREAM.matcher(file.toAbsolutePath().normalize().toString()).matches();
    }

    private static IOException tooLarge(String file, int mostBytes) {
        String most = mostBytes < BYTES_PER_MB ? mostBytes + " bytes" : mostBytes / BYTES_PER_MB + " MB";
        return refused(file, "it is larger than " + most);
    }

    private static IOException refused(String file, String reason) {
        return new FileSystemException(file, null, reason);
    }
}
