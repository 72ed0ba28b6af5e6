package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that depend on a key. */
class PerKeyCountTest {
    private static final KeyNames NAMES = new KeyNames(List.of("bieber", "gaga", "perry"));

    private static PerKeyCount read(String text) {
        return PerKeyCount.read(text, Integer::parseInt);
    }

    @Test
    void parsesOneNumberOrNumbersByKey() {
        assertThat(read("200")).isEqualTo(new PerKeyCount(200));
        PerKeyCount hot = new PerKeyCount(200, new TreeMap<>(Map.of("bieber", 9000, "gaga", 1)));
        assertThat(read("hot(9000 on bieber, 1 on gaga, rest 200)")).isEqualTo(hot);
        assertThat(read("hot(9000 on bieber 1 on gaga rest 200)")).isEqualTo(hot);
        IntUnaryOperator count = hot.of(NAMES);
        assertThat(count.applyAsInt(NAMES.id("bieber"))).isEqualTo(9000);
        assertThat(count.applyAsInt(NAMES.id("gaga"))).isEqualTo(1);
        assertThat(count.applyAsInt(NAMES.id("perry"))).isEqualTo(200);
        assertThat(count.applyAsInt(7)).isEqualTo(200);
        assertThat(hot.maximum()).isEqualTo(9000);
        assertThat(hot.byKey()).isTrue();
        assertThat(PerKeyCount.ONE.byKey()).isFalse();
    }

    @Test
    void meanIsWeightedByTheKeyShares() {
        PerKeyCount hot = read("hot(9000 on bieber, 1 on gaga, rest 200)");
        KeyPopularity inner = new HotKeys(List.of(new HotKeys.Hot(0.5, "gaga")), new UniformKeys(100));
        KeyPopularity keys = new HotKeys(List.of(new HotKeys.Hot(0.1, "bieber"), new HotKeys.Hot(0.2, "perry")), inner);
        assertThat(hot.mean(keys, NAMES)).isCloseTo(0.1 * 9000 + 0.35 * 1 + 0.55 * 200, within(1e-9));
        assertThat(hot.mean(new UniformKeys(10), NAMES)).isEqualTo(200);
        assertThat(new PerKeyCount(20).mean(keys, NAMES)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hot()",
                "hot(rest 200)",
                "hot(9 on bieber)",
                "hot(9 on bieber, rest 200, 7 on gaga)",
                "hot(9 on bieber, 8 on bieber, rest 1)",
                "hot(bieber 9, rest 1)",
                "hot(0 on bieber, rest 1)"
            })
    void rejectsInvalidSyntax(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
