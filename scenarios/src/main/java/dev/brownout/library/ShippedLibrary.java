package dev.brownout.library;

import dev.brownout.language.overlay.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Library of the scenarios that come with the program, by name. Each theme has a folder with a page that lists its
 * scenarios. Names are unique across folders, so the folder is not part of the name. The course is the exception: its
 * names include the folder, as in {@code ladder/01-one-box}. They may be abbreviated to the part before a dash:
 * {@code ladder/01}.
 */
public final class ShippedLibrary implements Library {
    /** Folder of the course, in which each scenario is the previous one with a change. */
    public static final String LADDER = "ladder";

    private static final String PAGE = "README.md";

    /** Line of the overview page: title of a theme and its folder. */
    private static final Pattern THEME = Pattern.compile("- \\[(.+)]\\((.+)/" + PAGE + "\\): .*");

    /** Table row of a theme's page: a scenario, its title, and its question if it has one. */
    private static final Pattern ROW = Pattern.compile("\\| \\[([^]]+)]\\([^)]+\\) \\| ([^|]*) \\|(?: (.*) \\|)?");

    /** Numbered line of the overview page: a scenario to read first, its path and a sentence. */
    private static final Pattern FIRST = Pattern.compile("\\d+\\. \\[([^]]+)]\\([^)]+\\): .*");

    /** Index of the scenarios by name, read once on first use. */
    private static final class Shelves {
        static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();
        static final Map<String, String> FILES = new HashMap<>();

        static {
            resource(PAGE)
                    .orElseThrow()
                    .lines()
                    .map(THEME::matcher)
                    .filter(Matcher::matches)
                    .forEach(theme -> {
                        String folder = theme.group(2) + "/";
                        String before = theme.group(2).equals(LADDER) ? folder : "";
                        resource(folder + PAGE)
                                .orElseThrow()
                                .lines()
                                .map(ROW::matcher)
                                .filter(Matcher::matches)
                                .forEach(row -> {
                                    String name = before + row.group(1);
                                    String question = row.group(3) == null ? "" : row.group(3);
                                    ENTRIES.put(name, new Entry(theme.group(1), name, row.group(2), question));
                                    FILES.put(name, folder + row.group(1) + ".yaml");
                                });
                    });
        }
    }

    /**
     * Entry of a scenario in the list of all scenarios.
     *
     * @param group title of its theme
     * @param name name by which the scenario is run
     * @param title title of the scenario
     * @param question question that the scenario answers; empty for a step of the course
     */
    public record Entry(String group, String name, String title, String question) {}

    /** Returns the entries of all scenarios by theme, in the order recommended to new users; the course is last. */
    public List<Entry> entries() {
        return List.copyOf(Shelves.ENTRIES.values());
    }

    /** Returns the names of all scenarios; the course is last. */
    public List<String> names() {
        return List.copyOf(Shelves.ENTRIES.keySet());
    }

    /** Returns the names of the scenarios of the course, in order. */
    public List<String> ladder() {
        return names().stream().filter(name -> name.startsWith(LADDER + "/")).toList();
    }

    /** Returns the names of the scenarios to read first, in order. */
    public List<String> starters() {
        return resource(PAGE)
                .orElseThrow()
                .lines()
                .map(FIRST::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }

    /**
     * Returns the full name of a scenario, given its name or a unique abbreviation in a folder; empty if no scenario or
     * several scenarios match.
     */
    public Optional<String> find(String name) {
        List<String> all = names();
        if (all.contains(name)) {
            return Optional.of(name);
        }
        List<String> candidates = all.stream()
                .filter(each -> name.contains("/") && each.startsWith(name + "-"))
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    @Override
    public Optional<String> text(String name) {
        return find(name).flatMap(whole -> resource(Shelves.FILES.get(whole)));
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
