package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import org.junit.jupiter.api.Test;

/**
 * Capacity analysis with rate limits: the components behind a limit receive the admitted rate, in the forecast and in
 * the run.
 */
class RateLimitForecastTest {
    private static Analysis analysis(String... lines) throws Exception {
        return PlayedPolicy.of(lines).result().analysis();
    }

    private static Station station(Analysis analysis, String name) {
        return analysis.stations().stream()
                .filter(station -> station.station().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void componentsBehindALimitReceiveTheAdmittedRate() throws Exception {
        Analysis analysis = analysis(
                "run: { duration: 1m, warmup: 10s }",
                "load: 120/s",
                "components:",
                "  web: { kind: server, cores: 1, service: exp(10ms), rate_limit: 30/s }",
                "  db: { kind: server, cores: 1, service: exp(25ms) }",
                "requests: { page: { steps: [web, call: db] } }");
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("the rate_limit of web admits 30/s of 120/s");
        assertThat(station(analysis, "web").utilization()).isCloseTo(0.3, within(1e-9));
        assertThat(station(analysis, "web").measuredUtilization()).isCloseTo(0.3, within(0.03));
        assertThat(station(analysis, "db").utilization()).isCloseTo(0.75, within(1e-9));
        assertThat(station(analysis, "db").measuredUtilization()).isCloseTo(0.75, within(0.08));
    }

    @Test
    void limitAppliesPerNode() throws Exception {
        Analysis analysis = analysis(
                "run: 10s",
                "load: 120/s",
                "components:",
                "  web: { kind: server, nodes: 3, cores: 1, service: 10ms, rate_limit: 30/s }",
                "requests: { page: { path: [web] } }");
        assertThat(station(analysis, "web").offeredPerSecond()).isCloseTo(90, within(1e-9));
    }

    @Test
    void noWarningWhereTheLimitIsNotExceeded() throws Exception {
        Analysis analysis = analysis(
                "run: 10s",
                "load: 120/s",
                "components:",
                "  web: { kind: server, nodes: 4, cores: 1, service: 10ms, rate_limit: 60/s }",
                "requests: { page: { path: [web] } }");
        assertThat(station(analysis, "web").offeredPerSecond()).isEqualTo(120);
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
    }

    @Test
    void limitAppliesPerClient() throws Exception {
        Analysis analysis = analysis(
                "run: { duration: 1m, warmup: 10s }",
                "components:",
                "  api: { kind: server, cores: 1, service: 5ms, queue: 20, rate_limit: { rate: 50/s, per: client } }",
                "requests:",
                "  good: { rate: 40/s, path: [api] }",
                "  abuser: { rate: 400/s, path: [api] }");
        assertThat(station(analysis, "api").offeredPerSecond()).isCloseTo(90, within(1e-9));
        assertThat(station(analysis, "api").measuredUtilization()).isCloseTo(0.45, within(0.03));
    }

    @Test
    void limitPerKeyHasNoEstimate() throws Exception {
        Analysis analysis = analysis(
                "run: 10s",
                "components:",
                "  api: { kind: server, cores: 1, service: 1ms, rate_limit: { rate: 2/s, per: key } }",
                "requests: { page: { rate: 100/s, key: uniform(10), path: [api] } }");
        assertThat(station(analysis, "api").formula().toString())
                .isEqualTo("no estimate: each key has a rate limit of its own");
    }

    @Test
    void callerLimitReducesTheDownstreamRate() throws Exception {
        Analysis analysis = analysis(
                "run: 10s",
                "load: 100/s",
                "components:",
                "  web: { kind: server, nodes: 2, cores: 1, service: 1ms }",
                "  db: { kind: server, cores: 1, service: 10ms }",
                "requests: { page: { steps: [web, { call: db, rate_limit: 20/s }] } }");
        assertThat(station(analysis, "db").offeredPerSecond()).isCloseTo(40, within(1e-9));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("the rate_limit of web around its calls of db admits 40/s of 100/s");
    }

    @Test
    void requestLimitReducesTheOfferedRate() throws Exception {
        Analysis analysis = analysis(
                "run: 10s",
                "load: 100/s",
                "components:",
                "  web: { kind: server, cores: 1, service: 10ms }",
                "requests: { page: { path: [web], rate_limit: 20/s } }");
        assertThat(station(analysis, "web").offeredPerSecond()).isCloseTo(20, within(1e-9));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("the rate_limit of page admits 20/s of 100/s");
    }

    @Test
    void warnsWhereNoNodeIsInService() throws Exception {
        Analysis analysis = analysis(
                "run: 30s",
                "load: 100/s",
                "components:",
                "  web: { kind: server, cores: 4, service: 10ms, rate_limit: 20/s }",
                "requests: { page: { path: [web] } }",
                "faults: [at 10s: crash web for 10s]");
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .contains("web: no node up from 10s to 20s (web crashed), 100/s arriving");
    }

    @Test
    void closedLoopUsersAreLimitedToTheAdmittedRate() throws Exception {
        Analysis analysis = analysis(
                "run: 10s",
                "load: users(2 think=exp(1s))",
                "components:",
                "  web: { kind: server, cores: 1, service: exp(100ms), rate_limit: { rate: 0.5/s, burst: 20 } }",
                "requests: { page: { path: [web] } }");
        assertThat(station(analysis, "web").offeredPerSecond()).isCloseTo(0.5, within(1e-9));
    }

    /** 20 messages/s are published and 20/s are acknowledged. Acknowledgements do not count against the rate limit. */
    @Test
    void acknowledgementsDoNotCountAgainstTheQueueLimit() throws Exception {
        for (int limit : new int[] {30, 10}) {
            var jobs = PlayedPolicy.of(
                            "run: 1m",
                            "load: constant(20/s)",
                            "components:",
                            "  jobs: { kind: queue, rate_limit: " + limit + "/s }",
                            "  work: { kind: server, consumes: jobs, service: 1ms }",
                            "requests: { page: { steps: [ publish: jobs ] } }")
                    .result()
                    .components()
                    .get("jobs")
                    .measures();
            assertThat(jobs.get("duplicates").value()).isZero();
            assertThat(jobs.get("published").value()).isCloseTo(60.0 * Math.min(20, limit), within(25.0));
            assertThat(jobs.get("consumed").value())
                    .isCloseTo(jobs.get("published").value(), within(1.0));
        }
    }
}
