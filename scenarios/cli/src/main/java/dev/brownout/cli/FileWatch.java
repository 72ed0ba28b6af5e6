package dev.brownout.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Waits until somebody saves a file: its time, its length or which file it is has changed, and changes no longer. That
 * finds the editors too that write another file and give it this one's name; a file that is not there has not been
 * saved yet. It looks every so often, as what systems tell of files differs more than files do.
 */
final class FileWatch {
    private static final long PAUSE_MILLIS = 150;

    private final Path file;
    private String before;

    /** Watches a file from now on. */
    FileWatch(Path file) {
        this.file = file;
        this.before = state();
    }

    /**
     * Returns when it has been saved since the last time, or since the watch began.
     *
     * @throws InterruptedException if whoever waits shall not
     */
    void await() throws InterruptedException {
        String last = before;
        while (true) {
            Thread.sleep(PAUSE_MILLIS);
            String now = state();
            if (!now.isEmpty() && !now.equals(before) && now.equals(last)) {
                before = now;
                return;
            }
            last = now;
        }
    }

    private String state() {
        try {
            BasicFileAttributes seen =
                    Files.readAttributes(file.toRealPath(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.lastModifiedTime() + " " + seen.size() + " " + seen.fileKey();
        } catch (IOException absent) {
            return "";
        }
    }
}
