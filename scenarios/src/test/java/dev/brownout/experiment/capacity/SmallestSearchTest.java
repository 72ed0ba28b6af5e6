package dev.brownout.experiment.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.DesignVerdict;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallestSearchTest {
    @Test
    void singleSettingIsBisected() {
        SmallestSearch search = new SmallestSearch(new int[] {32}, new boolean[] {true});
        List<List<Integer>> requested = new ArrayList<>();
        List<List<Integer>> found = search.search(design -> {
            requested.add(design);
            return design.get(0) >= 10 ? DesignVerdict.HOLDS : DesignVerdict.UNDECIDED;
        });
        assertThat(found).containsExactly(List.of(10));
        assertThat(requested).hasSizeLessThanOrEqualTo(search.mostTests());
        assertThat(search.mostTests()).isEqualTo(6);
    }

    /** Values 3 to 5 of ten pass, as pool sizes between too small and too large. */
    @Test
    void orderedValuesThatAreNotMonotoneAreTriedUntilOnePasses() {
        SmallestSearch search =
                new SmallestSearch(new int[] {2, 10}, new boolean[] {true, true}, new boolean[] {true, false});
        List<List<Integer>> requested = new ArrayList<>();
        List<List<Integer>> found = search.search(design -> {
            requested.add(design);
            return design.get(1) >= 3 && design.get(1) <= 5 ? DesignVerdict.HOLDS : DesignVerdict.MISSED;
        });
        assertThat(found).containsExactly(List.of(0, 3));
        assertThat(requested).hasSizeLessThanOrEqualTo(search.mostTests());
        assertThat(search.mostTests()).isEqualTo(20);
        assertThat(search.search(design -> DesignVerdict.MISSED)).isEmpty();
    }

    @Test
    void unorderedValuesAreAllTried() {
        SmallestSearch search = new SmallestSearch(new int[] {2, 3}, new boolean[] {true, false});
        assertThat(search.search(d ->
                        d.get(1) == 1 || d.get(0) == 1 && d.get(1) == 2 ? DesignVerdict.HOLDS : DesignVerdict.MISSED))
                .containsExactly(List.of(0, 1), List.of(1, 2));
        assertThat(search.search(d -> DesignVerdict.MISSED)).isEmpty();
    }

    /** Random designs are the minimal ones; a design meets the assertions if it is at least as large as one of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void minimalDesignsAreFoundWithoutAnExhaustiveSearch(int corners) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, corners, "theSmallestOfAGridAreFoundWithoutTryingAll"));
        int[] sizes = {6, 5, 9};
        for (int round = 0; round < 50; round++) {
            List<List<Integer>> drawn = new ArrayList<>();
            for (int i = 0; i < corners; i++) {
                List<Integer> corner = new ArrayList<>();
                for (int size : sizes) {
                    corner.add(random.nextInt(size));
                }
                drawn.add(corner);
            }
            Predicate<List<Integer>> holds = d -> drawn.stream().anyMatch(c -> noLarger(c, d));
            SmallestSearch search = new SmallestSearch(sizes, new boolean[] {true, true, true});
            int[] tests = new int[1];
            List<List<Integer>> found = search.search(d -> {
                tests[0]++;
                return holds.test(d) ? DesignVerdict.HOLDS : DesignVerdict.MISSED;
            });
            Set<List<Integer>> smallest = new LinkedHashSet<>(drawn);
            smallest.removeIf(c -> drawn.stream().anyMatch(other -> !other.equals(c) && noLarger(other, c)));
            assertThat(found).containsExactlyInAnyOrderElementsOf(smallest);
            assertThat(tests[0]).isLessThanOrEqualTo(search.mostTests()).isLessThan(6 * 5 * 9 / 2);
        }
    }

    private static boolean noLarger(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) > other.get(i)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void firstInterimAnalysisHasFortyPercentOfTheReplicationsAndAtLeastFour() {
        assertThat(DesignEvaluator.firstInterimSize(3)).isEqualTo(3);
        assertThat(DesignEvaluator.firstInterimSize(11)).isEqualTo(5);
        assertThat(DesignEvaluator.firstInterimSize(20)).isEqualTo(8);
    }
}
