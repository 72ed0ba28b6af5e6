package dev.brownout.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Rows of a table in the rounds that run them. */
class ChosenRowsTest {
    private static final List<Integer> RUN = new ArrayList<>();

    /** A table with four rows, executed by the test. */
    static class TableCase {
        @ParameterizedTest
        @ChosenRows({2, 4})
        @ValueSource(ints = {10, 20, 30, 40})
        void row(int value) {
            RUN.add(value);
        }
    }

    @Test
    void eachRowRunsInItsRound() {
        RUN.clear();
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(TableCase.class))
                        .build());
        assertThat(RUN)
                .isEqualTo(
                        switch (TestRound.current()) {
                            case CHOSEN -> List.of(20, 40);
                            case REMAINING -> List.of(10, 30);
                            case ALL -> List.of(10, 20, 30, 40);
                        });
        assertThat(TestRound.rows(List.of(10, 20, 30, 40), 1, 3)).isEqualTo(RUN);
    }

    @Test
    void roundsDivideTheRows() {
        for (boolean chosen : List.of(true, false)) {
            assertThat(TestRound.CHOSEN.includes(chosen)).isNotEqualTo(TestRound.REMAINING.includes(chosen));
            assertThat(TestRound.ALL.includes(chosen)).isTrue();
        }
    }

    @Test
    void rotatingRowsAreRowsOfTheTable() {
        List<Integer> all = List.of(1, 2, 3, 4, 5);
        List<Integer> part = TestRound.rotating(all, 2);
        assertThat(all).containsAll(part);
        assertThat(part).doesNotHaveDuplicates().hasSize(TestRound.current() == TestRound.CHOSEN ? 2 : 5);
    }
}
