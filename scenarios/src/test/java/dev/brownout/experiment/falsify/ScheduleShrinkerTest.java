package dev.brownout.experiment.falsify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shrinking of schedules with verdicts that are functions of the schedule. */
class ScheduleShrinkerTest {
    private static final long SECOND = 1_000_000_000L;

    private static InjectedFault fault(FaultType type, String target, long seconds, double strength) {
        return new InjectedFault(new FaultCandidate(type, target), 10 * SECOND, seconds * SECOND, strength);
    }

    private static InjectionSchedule slow(int nodes) {
        List<InjectedFault> faults = IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> fault(FaultType.SLOW, "web/" + node, 100, 20))
                .toList();
        return new InjectionSchedule(faults, Map.of());
    }

    private static Value value(String text) {
        return Variation.listed("load", List.of(text)).values().get(0);
    }

    private static InjectionSchedule shrunk(InjectionSchedule schedule, Predicate<InjectionSchedule> violates) {
        assertThat(violates).accepts(schedule);
        InjectionSchedule smallest = new ScheduleShrinker(violates, Map.of("load", value("100/s"))).shrink(schedule);
        assertThat(violates).accepts(smallest);
        return smallest;
    }

    /** A violation needs the first and the last of some faults. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8, 12})
    void onlyNecessaryFaultsRemain(int nodes) {
        Set<String> needed = Set.of("slow web/1", "slow web/" + nodes);
        InjectionSchedule smallest =
                shrunk(slow(nodes), schedule -> schedule.causes().containsAll(needed));
        assertThat(smallest.causes()).containsExactlyInAnyOrderElementsOf(needed);
        smallest.faults().forEach(fault -> {
            assertThat(fault.durationNanos()).isEqualTo(30 * SECOND);
            assertThat(fault.strength()).isEqualTo(2);
        });
    }

    @Test
    void durationAndStrengthAreBisectedToTenPercent() {
        InjectionSchedule smallest = shrunk(
                slow(1),
                schedule -> schedule.faults().stream()
                        .anyMatch(fault -> fault.durationNanos() >= 47 * SECOND && fault.strength() >= 6.3));
        InjectedFault fault = smallest.faults().get(0);
        assertThat(fault.durationNanos()).isBetween(47 * SECOND, 52 * SECOND);
        assertThat(fault.strength()).isBetween(6.3, 7.0);
    }

    @Test
    void settingReturnsToTheScenarioIfItIsNotACause() {
        InjectionSchedule schedule = slow(3).with("load", value("200/s"));
        InjectionSchedule smallest = shrunk(schedule, one -> !one.faults().isEmpty());
        assertThat(smallest.faults()).hasSize(1);
        assertThat(smallest.settings()).isEmpty();
    }

    @Test
    void settingAloneIsACause() {
        InjectionSchedule schedule = slow(3).with("load", value("200/s"));
        InjectionSchedule smallest = shrunk(
                schedule,
                one -> one.settings().containsKey("load")
                        && one.settings().get("load").number() >= 150);
        assertThat(smallest.faults()).isEmpty();
        assertThat(smallest.causes()).containsExactly("load");
        assertThat(smallest.settings().get("load").number()).isBetween(150.0, 160.0);
    }

    @Test
    void strongerScheduleContainsWeakerOne() {
        ScheduleComparison comparison = new ScheduleComparison(Map.of("load", value("100/s")));
        InjectionSchedule weak = new InjectionSchedule(List.of(fault(FaultType.SLOW, "web/1", 50, 4)), Map.of());
        assertThat(comparison.contains(weak, slow(2))).isTrue();
        assertThat(comparison.contains(slow(1), weak)).isFalse();
        assertThat(comparison.contains(slow(3), slow(2))).isFalse();
        InjectionSchedule loaded = weak.with("load", value("150/s"));
        assertThat(comparison.contains(loaded, slow(1))).isFalse();
        assertThat(comparison.contains(loaded, slow(1).with("load", value("140/s"))))
                .isFalse();
        assertThat(comparison.contains(loaded, slow(1).with("load", value("150/s"))))
                .isTrue();
        assertThat(comparison.contains(loaded, slow(1).with("load", value("50/s"))))
                .isFalse();
        assertThat(ScheduleComparison.difference(slow(2).with("load", value("200/s")), loaded))
                .isEqualTo(new InjectionSchedule(slow(2).faults().subList(1, 2), Map.of()));
    }
}
