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
 * The scenarios that come with the program, by name. They lie in folders by theme, each with a page that lists them; no
 * two have one name, so the folder is no part of it. Only the steps of the course are called by theirs as well, as in
 * {@code ladder/01-one-box}; such a name up to a dash is enough, as in {@code ladder/01}.
 */
public final class ShippedLibrary implements Library {
    /** The folder of scenarios that are steps of a course, each of them the one before and a change. */
    public static final String LADDER = "ladder";

    private static final String PAGE = "README.md";

    /** A line of the page of all themes: what a theme is called, and its folder. */
    private static final Pattern THEME = Pattern.compile("- \\[(.+)]\\((.+)/" + PAGE + "\\): .*");

    /** A line of a theme's page: a scenario, its title, and its question where it has one. */
    private static final Pattern ROW = Pattern.compile("\\| \\[([^]]+)]\\([^)]+\\) \\| ([^|]*) \\|(?: (.*) \\|)?");

    /** Where each scenario lies, by its name; read once. */
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
     * What is said of a scenario where all are listed.
     *
     * @param group its theme
     * @param name by which it is run
     * @param title its title
     * @param question what it asks; empty for a rung of the ladder
     */
    public record Entry(String group, String name, String title, String question) {}

    /** All scenarios, theme by theme, in the order in which a newcomer should meet them; those of the ladder last. */
    public List<Entry> entries() {
        return List.copyOf(Shelves.ENTRIES.values());
    }

    /** The names of all scenarios, those of the ladder last. */
    public List<String> names() {
        return List.copyOf(Shelves.ENTRIES.keySet());
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
