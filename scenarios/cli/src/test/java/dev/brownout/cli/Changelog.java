package dev.brownout.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of results listed in {@code docs/changelog.md}, newest first.
 *
 * @param head text before the first entry
 */
record Changelog(String head, List<Entry> entries) {
    private static final Path FILE = Path.of("../../docs/changelog.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^### Results (\\d+)\n\n`([0-9a-f]{64})`\n");

    /**
     * Changelog entry.
     *
     * @param digest digest of the results since this change
     */
    record Entry(int number, String digest, String reason) {}

    static Changelog read() throws IOException {
        String text = Files.readString(FILE);
        List<Entry> entries = new ArrayList<>();
        Matcher heading = HEADING.matcher(text);
        String head = text;
        for (boolean found = heading.find(); found; ) {
            head = entries.isEmpty() ? text.substring(0, heading.start()) : head;
            int number = Integer.parseInt(heading.group(1));
            String digest = heading.group(2);
            int start = heading.end();
            found = heading.find();
            entries.add(new Entry(
                    number,
                    digest,
                    text.substring(start, found ? heading.start() : text.length())
                            .strip()));
        }
        return new Changelog(head, entries);
    }

    /**
     * Returns a changelog with an entry for the given digests: a new one without a reason, or the newest one corrected.
     */
    Changelog with(Digests digests) {
        List<Entry> all = new ArrayList<>(entries);
        String reason = "";
        if (all.get(0).number() == digests.number()) {
            reason = all.remove(0).reason();
        }
        all.add(0, new Entry(digests.number(), digests.digest(), reason));
        return new Changelog(head, all);
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder(head);
        for (Entry entry : entries) {
            text.append("### Results ").append(entry.number()).append("\n\n`").append(entry.digest());
            text.append("`\n\n").append(entry.reason()).append("\n\n");
        }
        Files.writeString(FILE, text.toString().stripTrailing() + "\n");
    }
}
