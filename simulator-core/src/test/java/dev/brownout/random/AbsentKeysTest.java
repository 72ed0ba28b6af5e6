package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AbsentKeysTest {
    private static final KeyNames NAMES = new KeyNames(List.of("bieber"));

    @Test
    void absentKeysAreTheNegatedKeysOfAPopularity() {
        AbsentKeys absent = new AbsentKeys(new ZipfKeys(1, 100));
        KeySampler presentKeys = new ZipfKeys(1, 100).sampler(NAMES);
        KeySampler absentKeys = absent.sampler(NAMES);
        KeyedRandom random = new KeyedRandom(5);
        for (long request = 0; request < 1000; request++) {
            assertThat(absentKeys.next(random.withIdentity(request), request))
                    .isEqualTo(-presentKeys.next(random.withIdentity(request), request));
        }
        assertThat(absent.size()).isEqualTo(100);
        assertThat(absent.probability(3)).isEqualTo(new ZipfKeys(1, 100).probability(3));
        assertThat(absent.key(3, NAMES)).isEqualTo(-3);
        assertThat(absent.mostPopular(2)).containsExactly(1, 2);
        assertThat(absent.contains(-3)).isFalse();
        assertThat(absent.contains(3)).isFalse();
    }

    @Test
    void orderIsKnownWhereThePopularityHasOne() {
        KeyOrder order = new AbsentKeys(new SequentialKeys(10)).order().orElseThrow();
        assertThat(order.key(12)).isEqualTo(-3);
        assertThat(order.next(-3, 12)).isEqualTo(12);
        assertThat(order.next(-3, 13)).isEqualTo(22);
        assertThat(order.next(3, 12)).isEqualTo(KeyOrder.NEVER);
        assertThat(order.period()).isEqualTo(10);
        assertThat(new AbsentKeys(new UniformKeys(10)).order()).isEmpty();
    }

    @Test
    void rejectsNamedCreatedAndNestedKeys() {
        UniformKeys rest = new UniformKeys(10);
        HotKeys named = new HotKeys(List.of(new HotKeys.Hot(0.1, "bieber")), rest);
        assertThatThrownBy(() -> new AbsentKeys(named)).hasMessageContaining("have no names");
        assertThatThrownBy(() -> new AbsentKeys(new NewestKeys(10))).hasMessageContaining("absent takes keys");
        assertThatThrownBy(() -> new AbsentKeys(new AbsentKeys(rest))).hasMessageContaining("absent takes keys");
        assertThatThrownBy(() -> new HotKeys(named.hot(), new AbsentKeys(rest)))
                .hasMessageContaining("a request or step of their own");
    }
}
