package dev.brownout.chart.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.topology.LayeredLayout.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeredLayoutTest {
    private static List<Call> calls(String... pairs) {
        List<Call> calls = new ArrayList<>();
        for (String pair : pairs) {
            String[] ends = pair.split(" ", -1);
            calls.add(new Call(ends[0], ends[1]));
        }
        return calls;
    }

    @Test
    void callersPrecedeTheirCallees() {
        assertThat(LayeredLayout.of(calls("page lb", "lb web", "web db", "page db"), Set.of("page")))
                .containsExactly(List.of("page"), List.of("lb"), List.of("web"), List.of("db"));
    }

    @Test
    void consumersFollowTheirQueue() {
        assertThat(LayeredLayout.of(calls("upload web", "web photos", "thumbs photos"), Set.of("upload")))
                .containsExactly(List.of("upload"), List.of("web"), List.of("photos"), List.of("thumbs"));
    }

    @Test
    void calleesOfConsumersFollowThem() {
        assertThat(LayeredLayout.of(calls("order web", "web jobs", "workers jobs", "workers prices"), Set.of("order")))
                .containsExactly(
                        List.of("order"), List.of("web"), List.of("jobs"), List.of("workers"), List.of("prices"));
    }

    @Test
    void callThatClosesACyclePointsBack() {
        assertThat(LayeredLayout.of(calls("page a", "a b", "b a"), Set.of("page")))
                .containsExactly(List.of("page"), List.of("a"), List.of("b"));
    }

    @Test
    void neighboursAreAlignedAcrossColumns() {
        assertThat(LayeredLayout.of(calls("a y", "b x", "y q", "x p"), Set.of("a", "b")))
                .satisfies(layers -> {
                    assertThat(layers.get(0).indexOf("a"))
                            .isEqualTo(layers.get(1).indexOf("y"));
                    assertThat(layers.get(1).indexOf("y"))
                            .isEqualTo(layers.get(2).indexOf("q"));
                });
    }
}
