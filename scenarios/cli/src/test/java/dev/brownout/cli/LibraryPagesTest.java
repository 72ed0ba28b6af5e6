package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files about all library scenarios are up to date. They are generated from the scenarios and the pages of themes. */
@Tag("once")
class LibraryPagesTest {
    private static final String COMMAND = "mvn -pl scenarios/cli -am test -Dtest=LibraryPagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";

    /** Line of the overview page: a theme and its scenarios. */
    private static final Pattern OVERVIEW = Pattern.compile("(?m)(?<=^- \\[)(.+)(]\\([a-z-]+/README\\.md\\): )(.*)$");

    private static final String OVERVIEW_PAGE = "scenarios/library/README.md";
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");

    private static final Path WARNINGS = Path.of("src/test/resources/dev/brownout/cli/warnings.txt");

    private final ShippedLibrary library = new ShippedLibrary();

    @Test
    void overviewPageIsUpToDate() throws IOException {
        upToDate(OVERVIEW_PAGE, OVERVIEW, library.entries().stream(), name -> name);
    }

    @Test
    void linksOfTheOverviewPageExist() throws IOException {
        Path page = PageCommands.ROOT.resolve(OVERVIEW_PAGE);
        List<String> links = LINK.matcher(Files.readString(page))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).isNotEmpty().allMatch(link -> Files.isRegularFile(page.resolveSibling(link)));
        assertThat(library.starters()).hasSize(12).isSubsetOf(library.names());
    }

    /** Compares the lists of scenarios on a page with the themes. Each theme has one list. */
    private static void upToDate(
            String name, Pattern list, Stream<ShippedLibrary.Entry> entries, UnaryOperator<String> quoted)
            throws IOException {
        Map<String, String> themes = entries.collect(Collectors.toMap(
                ShippedLibrary.Entry::group,
                entry -> quoted.apply(entry.name()),
                (some, more) -> some + ", " + more,
                LinkedHashMap::new));
        Path page = PageCommands.ROOT.resolve(name);
        Set<String> listed = new TreeSet<>();
        String text = list.matcher(Files.readString(page)).replaceAll(found -> {
            listed.add(found.group(1));
            String names = themes.getOrDefault(found.group(1), found.group(3));
            return Matcher.quoteReplacement(found.group(1) + found.group(2) + names);
        });
        assertThat(listed).as("themes on %s", name).containsAll(themes.keySet());
        GeneratedFiles.requireEqual(page, text, COMMAND);
    }

    /**
     * A warning belongs to a variant or a stage that is overloaded on purpose. Check this when the file changes. Builds
     * check a part of the scenarios, as {@link DigestsTest} compares the same texts in results.
     */
    @Test
    @Tag("rows")
    void warningsAreUpToDate() throws IOException {
        List<String> names = new ArrayList<>(library.names());
        names.removeAll(library.ladder());
        List<String> checked = Boolean.getBoolean("brownout.write") ? names : TestRound.rotating(names, 6);
        List<String> command = new ArrayList<>(List.of("validate"));
        command.addAll(checked);
        names.removeAll(checked);
        Stream<String> unchecked = Files.readAllLines(WARNINGS).stream()
                .filter(line -> names.contains(line.substring(0, line.indexOf(':'))));
        String warnings = Stream.concat(
                        unchecked,
                        Session.of(command.toArray(String[]::new)).err().lines())
                .sorted()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        GeneratedFiles.requireEqual(WARNINGS, warnings, COMMAND);
    }
}
