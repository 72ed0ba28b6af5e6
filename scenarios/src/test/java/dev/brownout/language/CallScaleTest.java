package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The analysis of a scenario takes a time that grows with the number of its calls, and not with that of its paths. */
@Tag("slow")
class CallScaleTest {
    private static List<String> warnings(int servers, String timeout, IntFunction<String> steps)
            throws InvalidScenarioException {
        String components = IntStream.range(0, servers)
                .mapToObj(server -> """
                          s%d: { kind: server, endpoints: { serve: { service: 1ms, steps: [%s] } } }
                        """.formatted(server, steps.apply(server)))
                .collect(Collectors.joining());
        ScenarioFile file = new Loader(new ShippedLibrary())
                .load("calls", """
                run: 1s
                load: 1/s
                network: none
                components:
                %srequests: { page: { steps: [call: s0/serve], timeout: %s } }
                """.formatted(components, timeout), Overrides.NONE)
                .check(Overrides.NONE);
        return ForecastWarnings.warnings(file).stream().map(Problem::message).toList();
    }

    private static String next(int server, int servers) {
        return server + 1 < servers ? "call: s" + (server + 1) + "/serve" : "";
    }

    private static String durationAt(int server, int servers, IntFunction<String> options) {
        return IntStream.range(server + 1, servers)
                .mapToObj(other -> "{ call: s" + other + "/serve" + options.apply(other) + " }")
                .collect(Collectors.joining(", "));
    }

    /** A request passes each server of a chain once. */
    @ParameterizedTest
    @ValueSource(ints = {2, 49, 51, 100})
    void timeOfAChainIsThatOfAllItsServers(int servers) throws InvalidScenarioException {
        assertThat(warnings(servers, "1ms", server -> next(server, servers)))
                .contains("timeout 1ms of page -> s0 is below the unloaded response time of s0 ("
                        + TimeFormat.text(servers * 1_000_000L) + ")");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1000})
    void longerChainIsRefused(int servers) {
        assertThatThrownBy(() -> warnings(servers, "1s", server -> next(server, servers)))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("s100 is component 101 of a chain of calls; a chain has at most 100");
    }

    /** Each server calls all later ones: n servers have 2^(n - 2) paths and, in 2^(n - 1) ms, as many calls. */
    @Test
    void callsOfAMeshAreFollowedOnce() throws InvalidScenarioException {
        assertThat(warnings(40, "1s", server -> durationAt(server, 40, other -> "")))
                .contains("timeout 1s of page -> s0 is below the unloaded response time of s0 ("
                        + TimeFormat.text((1L << 39) * 1_000_000) + ")");
    }

    /** The rates of all paths differ. */
    @Test
    void callsOfAMeshWithShares() throws InvalidScenarioException {
        assertThat(warnings(
                        40,
                        "1000s",
                        server -> durationAt(
                                server, 40, other -> ", when: " + (1 + (server * 7 + other * 13) % 11) + "%")))
                .isEmpty();
    }

    @Test
    void cyclesAreReportedOnceForEachEndpoint() {
        assertThatThrownBy(() -> warnings(30, "1s", server -> durationAt(-1, 30, other -> "")))
                .isInstanceOfSatisfying(
                        InvalidScenarioException.class,
                        invalid -> assertThat(invalid.all()).hasSize(30));
    }
}
