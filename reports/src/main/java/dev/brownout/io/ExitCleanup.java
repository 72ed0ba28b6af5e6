package dev.brownout.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Removes lock files and partial files when the process ends before their owners, as by a signal. */
final class ExitCleanup {
    private static final Set<Path> FILES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExitCleanup::removeAll, "exit cleanup"));
    }

    private ExitCleanup() {}

    /** Adds a file that the end of the process removes. */
    static void add(Path file) {
        FILES.add(file);
    }

    /** Withdraws a file, as its owner has removed it. */
    static void remove(Path file) {
        FILES.remove(file);
    }

    private static void removeAll() {
        for (Path file : FILES) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                // The next command removes or ignores it.
            }
        }
    }
}
