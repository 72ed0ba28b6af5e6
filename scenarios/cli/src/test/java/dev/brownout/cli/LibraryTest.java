package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.format.DisplayWidth;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.TestRound;
import dev.brownout.terminal.TerminalWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Library scenarios are found by name, and listed on the page of their theme. */
@Tag("once")
class LibraryTest {
    private static final Path FOLDER = Path.of("../library");

    static List<String> names() {
        return new ShippedLibrary().names();
    }

    /** Each folder is a theme, and its page lists the files in it. */
    @Test
    void pagesListEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> written = files.map(
                            file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .map(name -> name.startsWith("ladder/") ? name : name.substring(name.indexOf('/') + 1))
                    .toList();
            assertThat(names()).containsExactlyInAnyOrderElementsOf(written).doesNotHaveDuplicates();
        }
        try (Stream<Path> folders = Files.list(FOLDER).filter(Files::isDirectory)) {
            for (Path folder : folders.toList()) {
                String page = Files.readString(folder.resolve("README.md"));
                try (Stream<Path> files = Files.list(folder)) {
                    assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                            .isNotEmpty()
                            .allMatch(name -> page.contains("(" + name + ") | "));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-steps", "first steps", "databases", "ladder"})
    void listsScenariosOfATheme(String theme) {
        Session session = Session.of("list", theme);
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out().lines().filter(line -> !line.startsWith(" "))).hasSize(1);
    }

    @Test
    void scenariosOutsideOfTheCourseHaveAQuestion() {
        assertThat(new ShippedLibrary().entries())
                .filteredOn(entry -> !entry.name().startsWith(ShippedLibrary.LADDER + "/"))
                .filteredOn(entry -> entry.question().isEmpty())
                .extracting(ShippedLibrary.Entry::name)
                .containsExactly("hello-world");
    }

    @Test
    void titlesAreShort() {
        assertThat(new ShippedLibrary().entries())
                .allMatch(entry -> entry.title().length() <= 70);
    }

    @ParameterizedTest
    @CsvSource({
        "ladder/01-one-box, One server until it is overloaded",
        "ladder/01, One server until it is overloaded",
        "ladder/02-web, Web server and database on separate machines"
    })
    void lessonIsFoundByNamePrefix(String typed, String title) throws Exception {
        assertThat(new ScenarioFinder().read(typed, Overrides.NONE).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ladder/0", "ladder/99", "ladder/", "01-one-box", "one", "hot-key"})
    void ambiguousOrMissingNamesAreUnknown(String typed) {
        assertThatThrownBy(() -> new ScenarioFinder().read(typed, Overrides.NONE))
                .hasMessageContaining("unknown scenario");
    }

    static List<String> everySixth() {
        List<String> names = names();
        return names.stream().filter(name -> names.indexOf(name) % 6 == 0).toList();
    }

    static List<String> sample() {
        return TestRound.rotating(everySixth(), 3);
    }

    static List<String> theOthers() {
        List<String> others = new ArrayList<>(names());
        others.removeAll(everySixth());
        return others;
    }

    @Tag("rows")
    @ParameterizedTest
    @MethodSource("sample")
    void sampledEstimatesFitTheTerminalWidth(String name) {
        explained(name);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("theOthers")
    void remainingEstimatesFitTheTerminalWidth(String name) {
        explained(name);
    }

    private static void explained(String name) {
        assertThat(Session.of("explain", name).out().lines())
                .hasSizeGreaterThan(3)
                .allMatch(line -> DisplayWidth.width(line) <= TerminalWidth.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"w1", "w2", "w2plus"})
    void benchmarkScenariosAreValid(String name) throws Exception {
        assertThat(new ScenarioFinder()
                        .check("../bench/" + name + ".yaml", Overrides.NONE)
                        .variants())
                .hasSize(1);
    }
}
