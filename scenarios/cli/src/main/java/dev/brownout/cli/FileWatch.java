package dev.brownout.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits until somebody saves one of some files: its time, its length or which file it is has changed, and changes no
 * longer. That finds the editors too that write another file and give it this one's name; a file that is not there has
 * not been saved yet. It looks every so often, as what systems tell of files differs more than files do.
 */
final class FileWatch {
    private static final long PAUSE_MILLIS = 150;

    private final List<Path> always;
    private final Map<Path, String> before = new LinkedHashMap<>();

    /** Watches files from now on. */
    FileWatch(List<Path> always) {
        this.always = List.copyOf(always);
        always.forEach(this::also);
    }

    /** Watches another one from now on, until one has been saved. */
    void also(Path file) {
        before.putIfAbsent(file, state(file));
    }

    /** Whether others are watched than those that always are. */
    boolean watchesMore() {
        return !always.containsAll(before.keySet());
    }

    /**
     * Returns when one has been saved since the last time, or since the watch began.
     *
     * @throws InterruptedException if whoever waits shall not
     */
    void await() throws InterruptedException {
        Map<Path, String> last = before;
        while (true) {
            Thread.sleep(PAUSE_MILLIS);
            Map<Path, String> now = new LinkedHashMap<>();
            before.keySet().forEach(file -> now.put(file, state(file)));
            boolean saved = now.entrySet().stream()
                    .anyMatch(each ->
                            !each.getValue().isEmpty() && !each.getValue().equals(before.get(each.getKey())));
            if (saved && now.equals(last)) {
                now.keySet().retainAll(always);
                before.clear();
                before.putAll(now);
                return;
            }
            last = now;
        }
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes seen =
                    Files.readAttributes(file.toRealPath(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.lastModifiedTime() + " " + seen.size() + " " + seen.fileKey();
        } catch (IOException absent) {
            return "";
        }
    }
}
