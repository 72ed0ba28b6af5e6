package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The four outcomes of the published retry experiment, and the retry budget that prevents the failure, hold for every
 * seed. The scenario describes them as general results, not as a single run.
 */
@Tag("story")
class MetastableTest {
    @ParameterizedTest
    @ChosenRows
    @ValueSource(longs = {1, 2, 3})
    void outcomeHoldsForEachSeed(long seed) {
        reproducesVerdicts(seed);
    }

    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6, 7, 8, 9, 10})
    void outcomeHoldsForMoreSeeds(long seed) {
        reproducesVerdicts(seed);
    }

    private static void reproducesVerdicts(long seed) {
        String name = "metastable-mongodb";
        assertThat(LibraryStories.wrong(name, LibraryRuns.variants(name, seed))).isEmpty();
    }
}
