package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.layer.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scenario that comes with the program shows what it says. */
class LibraryStoryTest {
    private static final Path FOLDER = Path.of("../library");
    private static final long MOST_REQUESTS = 2_000_000;

    static List<String> names() {
        return new ShippedLibrary().names();
    }

    @Test
    void theIndexNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> written = files.map(
                            file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .toList();
            assertThat(names()).containsExactlyInAnyOrderElementsOf(written).doesNotHaveDuplicates();
        }
    }

    @Test
    void theIndexSaysWhatTheScenariosSay() throws Exception {
        StringBuilder listing = new StringBuilder();
        StringBuilder ladder = new StringBuilder();
        for (String name : names()) {
            ScenarioFile file = new ScenarioFinder().read(name, Overrides.NONE);
            if (name.startsWith("ladder/")) {
                ladder.append(name.substring("ladder/".length()) + ": " + file.title() + '\n');
            } else {
                listing.append(name).append(": ").append(file.title()).append('\n');
                LineWrap.wrap(file.question(), "    ")
                        .forEach(line -> listing.append(line).append('\n'));
            }
        }
        assertThat(new ShippedLibrary().listing()).isEqualTo(listing.toString());
        assertThat(new ShippedLibrary().ladderListing()).isEqualTo(ladder.toString());
    }

    @ParameterizedTest
    @CsvSource({"ladder/01-one-box, One box", "ladder/01, One box", "ladder/02-web, Web and data apart"})
    void aRungIsFoundByTheBeginningOfItsName(String typed, String title) throws Exception {
        assertThat(new ScenarioFinder().read(typed, Overrides.NONE).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ladder/0", "ladder/99", "ladder/", "01-one-box", "one"})
    void whatMeansNoScenarioOrSeveralIsUnknown(String typed) {
        assertThatThrownBy(() -> new ScenarioFinder().read(typed, Overrides.NONE))
                .hasMessageContaining("unknown scenario");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isAcceptedWithoutWarnings(String name) throws Exception {
        assertThat(new ScenarioFinder().checked(name, Overrides.NONE).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"w1", "w2", "w2plus"})
    void theScenariosForMeasuringSpeedCanBeRun(String name) throws Exception {
        assertThat(new ScenarioFinder()
                        .checked("../bench/" + name + ".yaml", Overrides.NONE)
                        .variants())
                .hasSize(1);
    }

    @Tag("story")
    @ParameterizedTest
    @MethodSource("names")
    void everyAssertionComesOutAsItsVariantSays(String name) {
        List<String> wrong = new ArrayList<>();
        for (VariantResult variant : LibraryRuns.of(name, Optional.empty())) {
            Verdicts.surprises(variant).forEach((assertion, sentence) -> {
                if (!assertion.startsWith("expected-")) {
                    wrong.add(sentence);
                }
            });
            assertThat(variant.complete()).isTrue();
        }
        assertThat(wrong).isEmpty();
    }

    @Tag("story")
    @ParameterizedTest
    @MethodSource("names")
    void everyPredictionIsWithinItsTolerance(String name) {
        List<String> wrong = new ArrayList<>();
        LibraryRuns.of(name, Optional.empty()).get(0).predict().forEach((what, predict) -> {
            if (!predict.within()) {
                wrong.add(what + ": " + predict.expression() + ": " + predict.measured());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Tag("story")
    @ParameterizedTest
    @MethodSource("names")
    void isShortEnoughToPlayWith(String name) {
        long requests = LibraryRuns.of(name, Optional.empty()).stream()
                .mapToLong(VariantResult::simulatedRequests)
                .sum();
        assertThat(requests).isBetween(1L, MOST_REQUESTS);
    }
}
