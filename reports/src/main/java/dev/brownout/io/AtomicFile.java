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
 * A file that appears whole or not at all: written beside its place under another name, then moved there. A link at its
 * place is replaced, never followed.
 */
public final class AtomicFile {
    private static final long PROCESS = ProcessHandle.current().pid();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private AtomicFile() {}

    /**
     * Writes a file, and the folders above it where there are none.
     *
     * @return its path
     * @throws IOException if it cannot be written; nothing is left of it then
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
     * Makes the folders above a file where there are none.
     *
     * @return the folder of the file
     * @throws IOException if they cannot be made, or the path is the root of a file system
     */
    public static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        return Files.createDirectories(folder);
    }

    /**
     * Writes a file into a folder that nobody else writes to: what was left there by who was killed meanwhile goes.
     *
     * @throws IOException if it cannot be written; nothing is left of it then
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
