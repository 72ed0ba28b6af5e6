package dev.brownout.io;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file atomically, as a whole or not at all: to a temporary file beside it, which is then moved. A symbolic
 * link at the path is replaced, not followed.
 */
public final class AtomicFile {
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private AtomicFile() {}

    /**
     * Writes a file, and creates missing parent folders.
     *
     * @return its path
     * @throws IOException if it cannot be written; no partial file is left
     */
    public static Path write(Path path, byte[] content) throws IOException {
        Path directory = folder(path);
        while (true) {
            Path part = directory.resolve(".brownout-" + PROCESS + "-" + NUMBERS.incrementAndGet() + ".part");
            if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                return write(path, content, part);
            }
        }
    }

    /**
     * Creates the missing parent folders of a file.
     *
     * @return the folder of the file
     * @throws IOException if they cannot be created, or the path is the root of a file system
     */
    public static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        return Files.createDirectories(folder);
    }

    /**
     * Writes a file into a folder that has no other writer. A partial file of an earlier writer that was killed is
     * removed.
     *
     * @throws IOException if it cannot be written; no partial file is left
     */
    static Path writeAlone(Path path, byte[] content) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        return write(path, content, part);
    }

    private static Path write(Path path, byte[] content, Path part) throws IOException {
        try {
            Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            move(part, path);
            return path;
        } catch (IOException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
