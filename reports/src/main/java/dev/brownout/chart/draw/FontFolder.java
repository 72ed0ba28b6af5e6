package dev.brownout.chart.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folders for temporary font files. The JDK reads fonts only from files. It copies a font that is passed as a stream
 * into {@code java.io.tmpdir}. That folder may be missing, full or read-only, as in a container that is started with
 * {@code --read-only}. The first folder in which the file can be written is used.
 */
public final class FontFolder {
    /** Memory file system of Linux. Containers have it even if no other folder is writable. */
    private static final String SHARED_MEMORY = "/dev/shm";

    private static volatile Path spare;

    private FontFolder() {}

    /**
     * Registers a folder that the program writes to in any case. It is the fallback if no temporary folder is writable.
     */
    public static void offer(Path folder) {
        spare = folder;
    }

    /**
     * Writes a file that is deleted when the process ends.
     *
     * @throws IOException if no folder is writable; the message names the folders
     */
    static Path write(String suffix, byte[] content) throws IOException {
        List<String> full = new ArrayList<>();
        for (Path folder : folders()) {
            try {
                return write(folder, suffix, content);
            } catch (IOException unwritable) {
                full.add(folder.toString());
            }
        }
        throw new IOException("a font needs a file, and none can be written in " + String.join(", ", full));
    }

    private static Path write(Path folder, String suffix, byte[] content) throws IOException {
        Path file = Files.createTempFile(folder, ".brownout", suffix);
        file.toFile().deleteOnExit();
        try {
            return Files.write(file, content);
        } catch (IOException full) {
            Files.deleteIfExists(file);
            throw full;
        }
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String name : List.of(System.getProperty("java.io.tmpdir", ""), SHARED_MEMORY)) {
            path(name).ifPresent(folders::add);
        }
        if (spare != null) {
            folders.add(spare);
        }
        return folders;
    }

    /** Returns a path, or empty if the name is invalid on this system. */
    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }
}
