package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brownout.export.ResultJson;
import dev.brownout.html.Report;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Results and pictures of every library scenario match the recorded {@link Digests}, and each change of results has a
 * reason in the changelog. {@code -Dbrownout.digests=write} records both. It opens the next version of the results if
 * the results of a recorded command have changed; {@code amend} keeps the version. Both add the scenarios that no
 * recorded command runs. {@code values} compares the digests alone, without the tests with the tag "once", which check
 * schema, texts and reports of the same results.
 */
class DigestsTest {
    private static final String MODE = System.getProperty("brownout.digests", "check");
    private static final String VALUES = "values";

    /** Maximum report size in bytes: two megabytes, less the text of the scenario. */
    private static final int MOST_OF_A_REPORT = 1_980_000;

    private static final Map<String, Digests.Output> NOW = new LinkedHashMap<>();
    private static final Map<String, List<String>> WRONG = new LinkedHashMap<>();
    private static final Map<String, List<String>> TITLES = new LinkedHashMap<>();
    private static final Map<String, Integer> SIZES = new LinkedHashMap<>();
    private static final Map<String, List<String>> SCREENS = new LinkedHashMap<>();
    private static final Map<String, List<String>> STORIES = new LinkedHashMap<>();
    private static final Map<String, String> ANSWERS = new LinkedHashMap<>();
    private static final Map<String, List<String>> TOPOLOGIES = new LinkedHashMap<>();

    @BeforeAll
    static void play() throws IOException {
        Digests recorded = Digests.recorded();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(ResultJson.schema(), InputFormat.JSON);
        if (MODE.equals(VALUES)) {
            commands(recorded).forEach(command -> NOW.put(command, Digests.of(command)));
            return;
        }
        commands(recorded).forEach(command -> {
            List<Error> wrong = new ArrayList<>();
            NOW.put(
                    command,
                    Digests.of(
                            command,
                            (result, json) -> {
                                String text = new String(json, StandardCharsets.UTF_8);
                                wrong.addAll(schema.validate(text, InputFormat.JSON));
                                SCREENS.put(command, LibraryScreens.wrong(result));
                                if (LibraryStories.asItIs(command)) {
                                    String name = command.substring("run ".length());
                                    STORIES.put(command, LibraryStories.wrong(name, result.variants()));
                                    if (!result.answer().isEmpty()) {
                                        ANSWERS.put(name, LibraryAnswers.text(result));
                                    }
                                }
                            },
                            (result, book) -> {
                                TITLES.put(command, ChartTitles.wrong(result, book.charts()));
                                TOPOLOGIES.put(command, LibraryTopologies.wrong(book.charts()));
                                String page = Report.render(result, book);
                                SIZES.put(command, page.getBytes(StandardCharsets.UTF_8).length);
                            }));
            WRONG.put(command, wrong.stream().map(Error::toString).limit(5).toList());
        });
        if (!MODE.equals("check")) {
            Digests next = MODE.equals("write") ? recorded.next(NOW) : new Digests(recorded.number(), NOW);
            next.record();
            Changelog.read().with(next).write();
        }
    }

    /** Returns the recorded commands, then one for each library scenario that none of them runs. */
    private static Set<String> commands(Digests recorded) {
        Set<String> commands = new LinkedHashSet<>(recorded.outputs().keySet());
        Set<String> scenarios = commands.stream().map(DigestsTest::scenario).collect(Collectors.toSet());
        new ShippedLibrary()
                .names().stream()
                        .filter(name -> !scenarios.contains(name))
                        .forEach(name -> commands.add("run " + name));
        return commands;
    }

    private static String scenario(String command) {
        return command.split(" ", -1)[1];
    }

    @Test
    void resultsMatchRecordedDigests() throws IOException {
        matchesRecorded("results", Digests.Output::results);
    }

    @Test
    void picturesMatchRecordedDigests() throws IOException {
        matchesRecorded("pictures", Digests.Output::pictures);
    }

    private static void matchesRecorded(String what, Function<Digests.Output, String> digests) throws IOException {
        Map<String, Digests.Output> recorded = Digests.recorded().outputs();
        assertThat(NOW.keySet().stream()
                        .filter(command -> !recorded.containsKey(command)
                                || !digests.apply(NOW.get(command)).equals(digests.apply(recorded.get(command))))
                        .limit(10))
                .as(
                        "commands with changed %s; if the change is intended, see 'When a result changes' in"
                                + " docs/contributing.md",
                        what)
                .isEmpty();
    }

    @Test
    @Tag("once")
    void resultsConformToTheSchema() {
        assertThat(WRONG).hasSameSizeAs(NOW);
        assertThat(WRONG).allSatisfy((command, wrong) -> assertThat(wrong).isEmpty());
    }

    @Test
    @Tag("once")
    void chartTitlesMatchTheirData() {
        assertThat(TITLES)
                .isNotEmpty()
                .allSatisfy((command, wrong) -> assertThat(wrong).isEmpty());
    }

    @Test
    @Tag("once")
    void topologiesAreLegible() {
        assertThat(TOPOLOGIES).hasSameSizeAs(NOW);
        assertThat(TOPOLOGIES).allSatisfy((command, wrong) -> assertThat(wrong).isEmpty());
    }

    @Test
    @Tag("once")
    void reportsAreSmallerThanTwoMegabytes() {
        assertThat(SIZES).hasSameSizeAs(NOW);
        assertThat(SIZES).allSatisfy((command, bytes) -> assertThat(bytes).isBetween(100_000, MOST_OF_A_REPORT));
    }

    @Test
    @Tag("once")
    void summariesFitOneTerminalScreen() {
        assertThat(SCREENS).hasSameSizeAs(NOW);
        assertThat(SCREENS).allSatisfy((command, wrong) -> assertThat(wrong).isEmpty());
    }

    /** The outcome of scenarios that a command shortens is checked by {@link LibraryStoryTest}. */
    @Test
    @Tag("once")
    void unchangedScenariosShowTheirDocumentedOutcome() {
        assertThat(STORIES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        NOW.keySet().stream().filter(LibraryStories::asItIs).toList());
        assertThat(STORIES).allSatisfy((command, wrong) -> assertThat(wrong).isEmpty());
    }

    /** The answers of scenarios that a command shortens are checked with their outcome. */
    @Test
    @Tag("once")
    void answersMatchTheRecordedOnes() {
        assertThat(ANSWERS).isNotEmpty().allSatisfy(LibraryAnswers::check);
    }

    @Test
    void digestsCoverEveryLibraryScenario() throws IOException {
        Set<String> commands = Digests.recorded().outputs().keySet();
        assertThat(commands).allMatch(command -> command.matches("run [a-z0-9/-]+( .*)?"));
        assertThat(commands.stream().map(DigestsTest::scenario))
                .containsExactlyInAnyOrderElementsOf(new ShippedLibrary().names());
    }

    @Test
    void newestChangelogEntryMatchesTheResults() throws IOException {
        Digests recorded = Digests.recorded();
        Changelog.Entry newest = Changelog.read().entries().get(0);
        assertThat(newest.number()).isEqualTo(recorded.number());
        assertThat(newest.digest()).isEqualTo(recorded.digest());
    }

    @Test
    void changelogEntriesHaveReasonsAndConsecutiveNumbers() throws IOException {
        List<Changelog.Entry> entries = Changelog.read().entries();
        for (int i = 0; i < entries.size(); i++) {
            Changelog.Entry entry = entries.get(i);
            assertThat(entry.number()).isEqualTo(entries.size() - i);
            assertThat(entry.reason().split("\\s+"))
                    .as("the reason for results %s", entry.number())
                    .hasSizeGreaterThan(5);
        }
        assertThat(entries).extracting(Changelog.Entry::digest).doesNotHaveDuplicates();
    }
}
