package dev.brownout.importing;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * What a real system has written: a file, a pipe, or what else gives bytes.
 *
 * @param name what people call it
 * @param opener opens it, once
 */
public record ImportSource(String name, Opener opener) {
    private static final int BUFFER = 1 << 16;

    /** Opens a stream of bytes. */
    @FunctionalInterface
    public interface Opener {
        /** Opens it. */
        InputStream open() throws IOException;
    }

    /** A file, as it is or packed by gzip; or a pipe, in which nobody can go to a place. */
    public static ImportSource file(Path path) {
        return new ImportSource(path.toString(), () -> {
            if (Files.isDirectory(path)) {
                throw new FileSystemException(path.toString(), null, "it is a folder");
            }
            boolean pipe = Files.exists(path) && !Files.isRegularFile(path);
            return pipe ? new FileInputStream(path.toFile()) : Files.newInputStream(path);
        });
    }

    /** Opens it, and unpacks what its first two bytes say to be packed by gzip (RFC 1952). */
    public InputStream unpacked() throws IOException {
        return unpacked(opener.open());
    }

    /** Unpacks a stream that begins as gzip does, and leaves any other one as it is. */
    public static InputStream unpacked(InputStream stream) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(stream, BUFFER);
        bytes.mark(2);
        boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return packed ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }
}
