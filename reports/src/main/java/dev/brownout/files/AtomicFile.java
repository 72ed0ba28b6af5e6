package dev.brownout.files;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all: written beside its place under a name of its own, then moved there. A link
 * at its place is replaced, never followed.
 */
public final class AtomicFile {
    private static final long PROCESS = ProcessHandle.current().pid();

    private AtomicFile() {}

    /**
     * Writes a file, and the folders above it where there are none.
     *
     * @return its path
     * @throws IOException if it cannot be written; nothing is left of it then
     */
    public static Path write(Path path, byte[] content) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        for (int number = 1; ; number++) {
            Path part = directory.resolve(path.getFileName() + "." + PROCESS + "-" + number + ".part");
            try {
                Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException another) {
                continue;
            } catch (IOException failed) {
                Files.deleteIfExists(part);
                throw failed;
            }
            try {
                move(part, path);
                return path;
            } finally {
                Files.deleteIfExists(part);
            }
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
