package dev.brownout.library;

import dev.brownout.language.layer.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The scenarios that come with the program, by name. Those of a folder have its name and a slash before their own, as
 * in {@code ladder/01-one-box}; its beginning up to a dash is enough, as in {@code ladder/01}.
 */
public final class ShippedLibrary implements Library {
    /** The folder of scenarios that are steps of a course, each of them the one before and a change. */
    public static final String LADDER = "ladder";

    /** What the rungs of the ladder are about together. */
    private static final String GROWING = "one site that grows";

    /**
     * What is said of a scenario where all are listed.
     *
     * @param group what it is about, with others
     * @param name by which it is run
     * @param title its title
     * @param question what it asks; empty for a rung of the ladder
     */
    public record Entry(String group, String name, String title, String question) {}

    /** All scenarios, group by group, in the order in which a newcomer should meet them; those of the ladder last. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        read("index.txt", "", "", entries);
        read(LADDER + "/index.txt", GROWING, LADDER + "/", entries);
        return entries;
    }

    /** Reads groups in brackets, each before its scenarios, and these with their questions below them. */
    private static void read(String index, String ofAll, String before, List<Entry> entries) {
        String group = ofAll;
        for (String line : resource(index).orElseThrow().lines().toList()) {
            int last = entries.size() - 1;
            if (line.startsWith("[")) {
                group = line.substring(1, line.length() - 1);
            } else if (line.startsWith(" ")) {
                Entry asking = entries.get(last);
                String question = (asking.question() + " " + line.strip()).strip();
                entries.set(last, new Entry(asking.group(), asking.name(), asking.title(), question));
            } else {
                int colon = line.indexOf(':');
                entries.add(new Entry(group, before + line.substring(0, colon), line.substring(colon + 2), ""));
            }
        }
    }

    /** The names of all scenarios, those of the ladder last. */
    public List<String> names() {
        return entries().stream().map(Entry::name).toList();
    }

    /** The names of the rungs of the ladder, from the first. */
    public List<String> ladder() {
        return names().stream().filter(name -> name.startsWith(LADDER + "/")).toList();
    }

    /** The whole name of the scenario that is meant by a name or by the beginning of one in a folder. */
    public Optional<String> find(String name) {
        List<String> all = names();
        if (all.contains(name)) {
            return Optional.of(name);
        }
        List<String> meant = all.stream()
                .filter(each -> name.contains("/") && each.startsWith(name + "-"))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    @Override
    public Optional<String> text(String name) {
        return find(name).flatMap(whole -> resource(whole + ".yaml"));
    }

    private static Optional<String> resource(String file) {
        try (InputStream stream = ShippedLibrary.class.getResourceAsStream(file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
