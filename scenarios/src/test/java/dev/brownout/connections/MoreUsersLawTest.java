package dev.brownout.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.Means;
import dev.brownout.databases.Site;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users who go round, and users who keep connections, three times as many for a while, or half as many. */
@Tag("law")
class MoreUsersLawTest {
    private static double looping(int seed, String factor, String predict) {
        return Site.measured(Site.run(loop(seed, factor, predict)), "it");
    }

    private static String loop(int seed, String factor, String predict) {
        return """
                run: { duration: 60s, seed: %d }
                network: none
                components:
                  web: { kind: server, nodes: 1, cores: 64, service: 10ms }
                load: users(300 think=exp(1s))
                requests:
                  page: { path: [web] }
                faults:
                  - at 20s: traffic %s for 20s
                predict:
                  it: %s
                """.formatted(seed, factor, predict);
    }

    /** Each asks once in 1.01 s; who comes thinks first, by a law without memory, as if he had always been there. */
    @ParameterizedTest
    @CsvSource({
        "x3, 0s, 20s, 5941",
        "x3, 20s, 40s, 17822",
        "x3, 40s, 60s, 5941",
        "x0.5, 20s, 40s, 2970",
        "x0.5, 40s, 60s, 5941",
    })
    void whoGoesRoundIsSoManyTimesAsMany(String factor, String from, String to, double asked) {
        String predict = "page.offered ~ 300 +/- 100% from " + from + " to " + to;
        Means.agree(seed -> looping(seed, factor, predict), asked, asked * 0.002, 0.01);
    }

    private static double connected(int seed, String factor, String predict) {
        return Site.measured(Site.run(chat(seed, factor, predict)), "it");
    }

    private static String chat(int seed, String factor, String predict) {
        return """
                run: { duration: 80s, seed: %d }
                components:
                  gateway: { kind: server, nodes: 4, cores: 20, service: 1ms, connections: 10k }
                  web: { kind: server, service: 1ms }
                requests:
                  connect: { rate: connections(4k reconnect=uniform(0s 10s)), timeout: 2s, path: [gateway] }
                  say: { rate: 10/s, steps: [web, { push: gateway, times: 50 }] }
                faults:
                  - at 20s: traffic %s for 30s
                predict:
                  it: %s
                """.formatted(seed, factor, predict);
    }

    /** 8,000 more come evenly in 10 s, and go at once; or 2,000 go at once and come evenly in 10 s. */
    @ParameterizedTest
    @CsvSource({
        "x3, gateway.connections, 0s, 20s, 4000",
        "x3, gateway.connections, 20s, 30s, 8000",
        "x3, gateway.connections, 31s, 50s, 12000",
        "x3, gateway.connections, 50s, 80s, 4000",
        "x3, connect.offered, 20s, 25s, 4000",
        "x3, connect.offered, 20s, 80s, 8000",
        "x3, gateway.connections_closed, 20s, 80s, 8000",
        "x3, gateway.push_miss_share, 20s, 30s, 0.33333",
        "x3, gateway.pushes_delivered, 50s, 80s, 15000",
        "x0.5, gateway.connections, 20s, 50s, 2000",
        "x0.5, gateway.connections, 50s, 60s, 3000",
        "x0.5, gateway.connections, 61s, 80s, 4000",
        "x0, gateway.connections, 50s, 60s, 2000",
    })
    void whoKeepsAConnectionIsSoManyTimesAsMany(String factor, String metric, String from, String to, double truth) {
        String about = metric.endsWith("share") ? " ~ 30% +/- 100% from " : " ~ 4k +/- 100% from ";
        String predict = metric + about + from + " to " + to;
        Means.agree(seed -> connected(seed, factor, predict), truth, truth * 0.001, 0.02);
    }

    /**
     * The loop is solved for as many as there are; of connections, 8,000 are opened in the first 10 s, and all say
     * more.
     */
    @Test
    void paperKnowsHowManyThereAre() {
        VariantResult loop = Site.run(loop(1, "x3", "page.offered ~ 300 +/- 100%"));
        assertThat(offered(loop, "web")).containsExactly(297.0, 891.1, 297.0);
        VariantResult chat = Site.run(chat(1, "x3", "say.offered ~ 800 +/- 100%"));
        assertThat(offered(chat, "gateway")).containsExactly(500.0, 2300.0, 1500.0, 500.0);
    }

    private static List<Double> offered(VariantResult result, String component) {
        return result.analysis().stations().stream()
                .filter(station -> station.station().equals(component))
                .map(Station::offeredPerSecond)
                .map(each -> Math.round(each * 10) / 10.0)
                .toList();
    }

    @Test
    void moreUsersThanCanBeAreRefused() {
        assertThatThrownBy(() -> Site.run(loop(1, "x10000", "page.offered ~ 300 +/- 100%")))
                .hasMessageContaining("at 20s faults make it more than 2M users");
        assertThatThrownBy(() -> Site.run(chat(1, "x1000", "say.offered ~ 800 +/- 100%")))
                .hasMessageContaining("at 20s faults make it more than 2M users");
    }
}
