package dev.brownout.chart.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.topology.LayeredOrder.Call;
import dev.brownout.chart.topology.LayeredOrder.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeredOrderTest {
    private static List<Call> calls(String... pairs) {
        List<Call> calls = new ArrayList<>();
        for (String pair : pairs) {
            String[] ends = pair.split(" ", -1);
            calls.add(new Call(ends[0], ends[1]));
        }
        return calls;
    }

    /** Returns the components of each layer. */
    private static List<List<String>> layers(List<Call> calls, Set<String> sources) {
        return LayeredOrder.of(calls, sources).layers().stream()
                .map(layer -> layer.stream()
                        .map(Slot::box)
                        .filter(name -> !name.isEmpty())
                        .toList())
                .toList();
    }

    @Test
    void callersPrecedeTheirCallees() {
        assertThat(layers(calls("page lb", "lb web", "web db", "page db"), Set.of("page")))
                .containsExactly(List.of("page"), List.of("lb"), List.of("web"), List.of("db"));
    }

    @Test
    void consumersFollowTheirQueue() {
        assertThat(layers(calls("upload web", "web photos", "thumbs photos"), Set.of("upload")))
                .containsExactly(List.of("upload"), List.of("web"), List.of("photos"), List.of("thumbs"));
    }

    @Test
    void calleesOfConsumersFollowThem() {
        assertThat(layers(calls("order web", "web jobs", "workers jobs", "workers prices"), Set.of("order")))
                .containsExactly(
                        List.of("order"), List.of("web"), List.of("jobs"), List.of("workers"), List.of("prices"));
    }

    @Test
    void callThatClosesACyclePointsBack() {
        assertThat(layers(calls("page a", "a b", "b a"), Set.of("page")))
                .containsExactly(List.of("page"), List.of("a"), List.of("b"));
    }

    @Test
    void neighboursAreAlignedAcrossColumns() {
        assertThat(layers(calls("a y", "b x", "y q", "x p"), Set.of("a", "b"))).satisfies(layers -> {
            assertThat(layers.get(0).indexOf("a")).isEqualTo(layers.get(1).indexOf("y"));
            assertThat(layers.get(1).indexOf("y")).isEqualTo(layers.get(2).indexOf("q"));
        });
    }

    /** The call from page to db passes the layers of lb and web. */
    @Test
    void callOverSeveralLayersHasAFreeSlotInEach() {
        LayeredOrder order = LayeredOrder.of(calls("page lb", "lb web", "web db", "page db"), Set.of("page"));
        assertThat(order.paths().get(3).slots())
                .hasSize(4)
                .satisfies(slots -> assertThat(slots.get(1).box()).isEmpty());
        assertThat(order.layers().get(1))
                .hasSize(2)
                .contains(order.paths().get(3).slots().get(1));
    }

    /** Without free slots, the two calls that pass the middle layer could be on any side of it. */
    @Test
    void callsDoNotCrossIfThereIsAnOrderWithoutCrossings() {
        LayeredOrder order = LayeredOrder.of(calls("a m", "b m", "b z", "m y", "a y", "m z"), Set.of("a", "b"));
        List<String> middle = order.layers().get(1).stream().map(Slot::id).toList();
        assertThat(middle).hasSize(3);
        assertThat(middle.get(1)).isEqualTo("m");
    }
}
