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
 * Watcher that waits until one of several files is saved. A file counts as saved when its modification time, size or
 * file key has changed and has then stayed the same for one polling interval of 150 ms. This also detects editors that
 * write another file and rename it. A missing file is ignored until it exists. The watcher polls because file
 * notifications of operating systems differ too much.
 */
final class FileWatch {
    private static final long PAUSE_MILLIS = 150;

    private final List<Path> always;
    private final Map<Path, String> before = new LinkedHashMap<>();

    /** Starts to watch files. */
    FileWatch(List<Path> always) {
        this.always = List.copyOf(always);
        always.forEach(this::watchAlso);
    }

    /** Watches an additional file until the next save. */
    void watchAlso(Path file) {
        before.putIfAbsent(file, state(file));
    }

    /** Returns whether additional files are watched. */
    boolean watchesMore() {
        return !always.containsAll(before.keySet());
    }

    /**
     * Waits until a file is saved, counted from the previous call or from the start of the watch.
     *
     * @throws InterruptedException if the waiting thread is interrupted
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
