package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Results and pictures of every library scenario match the recorded {@link Digests}, and each change of results has a
 * reason in the changelog. {@code -Dbrownout.digests=write} records both. It opens the next version of the results if
 * the results of a recorded command have changed; {@code amend} keeps the version. Both add new scenarios.
 * {@code values} compares the digests alone, without the tests with the tag "once", which check schema, texts and
 * reports of the same results.
 */
class DigestsTest {
    private static final String MODE = System.getProperty("brownout.digests", "check");

    /** Maximum report size in bytes: two megabytes, less the text of the scenario. */
    private static final int MOST_OF_A_REPORT = 1_980_000;

    private static final Map<String, LibraryRun> RUNS = new LinkedHashMap<>();

    @BeforeAll
    static void play() throws IOException {
        Digests recorded = Digests.recorded();
        Set<String> commands = new LinkedHashSet<>(recorded.outputs().keySet());
        commands.addAll(commands());
        commands.retainAll(commands());
        commands.forEach(command -> RUNS.put(command, LibraryRuns.cached(command.substring("run ".length()))));
        if (MODE.equals("write") || MODE.equals("amend")) {
            Map<String, Digests.Output> now = new LinkedHashMap<>();
            RUNS.forEach((command, run) -> now.put(command, run.digests()));
            Digests next = MODE.equals("write") ? recorded.next(now) : new Digests(recorded.number(), now);
            next.record();
            Changelog.read().with(next).write();
        }
    }

    private static List<String> commands() {
        return new ShippedLibrary().names().stream().map(name -> "run " + name).toList();
    }

    @Test
    void resultsMatchRecordedDigests() throws IOException {
        matchesRecorded("results", Digests.Output::results);
    }

    @Test
    void picturesMatchRecordedDigests() throws IOException {
        matchesRecorded("pictures", Digests.Output::pictures);
    }

    private static void matchesRecorded(String name, Function<Digests.Output, String> digests) throws IOException {
        Map<String, Digests.Output> recorded = Digests.recorded().outputs();
        assertThat(RUNS.keySet().stream()
                        .filter(command -> !recorded.containsKey(command)
                                || !digests.apply(RUNS.get(command).digests())
                                        .equals(digests.apply(recorded.get(command))))
                        .limit(10))
                .as(
                        "commands with changed %s; if the change is intended, see 'When a result changes' in"
                                + " docs/contributing.md",
                        name)
                .isEmpty();
    }

    @Test
    @Tag("once")
    void scenariosAreAcceptedWithoutWarnings() {
        correct(LibraryRun::warnings);
    }

    @Test
    @Tag("once")
    void resultsConformToTheSchema() {
        correct(LibraryRun::schema);
    }

    @Test
    @Tag("once")
    void chartTitlesMatchTheirData() {
        correct(LibraryRun::titles);
    }

    @Test
    @Tag("once")
    void topologiesAreLegible() {
        correct(LibraryRun::topology);
    }

    @Test
    @Tag("once")
    void summariesFitOneTerminalScreen() {
        correct(LibraryRun::screen);
    }

    @Test
    @Tag("once")
    void outputsShowTheNumbersOfTheResult() {
        correct(LibraryRun::numbers);
    }

    @Test
    @Tag("once")
    void scenariosShowTheirDocumentedOutcome() {
        correct(LibraryRun::outcome);
    }

    @Test
    @Tag("once")
    void lessonsHaveTheTextsAndNumbersOfTheScenario() {
        correct(LibraryRun::lessons);
    }

    private static void correct(Function<LibraryRun, List<String>> problems) {
        assertThat(RUNS)
                .isNotEmpty()
                .allSatisfy((command, run) -> assertThat(problems.apply(run)).isEmpty());
    }

    @Test
    @Tag("once")
    void reportsAreSmallerThanTwoMegabytes() {
        assertThat(RUNS)
                .allSatisfy((command, run) -> assertThat(run.reportBytes()).isBetween(100_000, MOST_OF_A_REPORT));
    }

    @Test
    void digestsCoverEveryLibraryScenario() throws IOException {
        assertThat(Digests.recorded().outputs().keySet()).containsExactlyInAnyOrderElementsOf(commands());
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
