package dev.brownout.reality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.ZipfKeys;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Open-loop load generator, measuring a server with known delays. */
class GeneratorTest {
    private static final long MS = 1_000_000;
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final List<PlannedRequest> plan = PlannedRequest.poisson("test", 200, LENGTH, new ZipfKeys(1, 100));

    @Test
    void planIsAPoissonProcess() {
        List<PlannedRequest> all = PlannedRequest.poisson("law", 500, Duration.ofSeconds(200), new ZipfKeys(0, 10));
        double expected = 100_000;
        assertThat((double) all.size())
                .isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
        assertThat(all.stream().filter(p -> p.key() == 3).count()).isBetween(9600L, 10_400L);
        assertThat(PlannedRequest.poisson("law", 500, Duration.ofSeconds(200), new ZipfKeys(0, 10)))
                .isEqualTo(all);
    }

    @Test
    void measuredTimesMatchTheServerDelays() throws Exception {
        try (FixedDelayServer stub = new FixedDelayServer(id -> (5 + id % 30) * MS);
                Generator generator = new Generator(stub.address(), Duration.ofSeconds(5))) {
            List<MeasuredResponse> answers = generator.send(plan, Generator.Meanwhile.NOTHING);
            assertThat(answers).hasSameSizeAs(plan);
            for (int i = 0; i < answers.size(); i++) {
                MeasuredResponse answer = answers.get(i);
                assertThat(answer.intendedStart()).isEqualTo(plan.get(i).atNanos());
                assertThat(answer.sentAt()).isGreaterThanOrEqualTo(answer.intendedStart());
                assertThat(answer.nanos()).isGreaterThanOrEqualTo((5 + i % 30) * MS);
                assertThat(answer.status()).isEqualTo(i % 10 == 0 ? 500 : 200);
                assertThat(answer.lookup())
                        .isEqualTo(i % 2 == 0 ? MeasuredResponse.Look.HIT : MeasuredResponse.Look.MISS);
            }
            // The median overhead of generator and network must be far below the service time.
            long[] added = IntStream.range(0, answers.size())
                    .mapToLong(i -> answers.get(i).nanos() - (5 + i % 30) * MS)
                    .sorted()
                    .toArray();
            assertThat(added[added.length / 2]).isLessThan(2 * MS);
        }
    }

    @Test
    void pausedServerDelaysAllRequestsOfThePause() throws Exception {
        long from = Duration.ofSeconds(1).toNanos();
        long until = from + 700 * MS;
        try (FixedDelayServer stub = new FixedDelayServer(id -> 0);
                Generator generator = new Generator(stub.address(), Duration.ofSeconds(5))) {
            List<MeasuredResponse> answers = generator.send(plan, start -> {
                Generator.waitUntil(start + from - 5 * MS);
                stub.stopUntil(start + until);
            });
            List<MeasuredResponse> concurrent = answers.stream()
                    .filter(answer -> answer.intendedStart() > from && answer.intendedStart() < until)
                    .toList();
            assertThat(concurrent).hasSizeGreaterThan(80);
            assertThat(concurrent)
                    .allSatisfy(answer -> assertThat(answer.endedAt()).isGreaterThanOrEqualTo(until));
        }
    }

    @Test
    void requestsWithoutResponseTimeOut() throws Exception {
        try (FixedDelayServer stub = new FixedDelayServer(id -> id < 50 ? 0 : 10_000 * MS);
                Generator generator = new Generator(stub.address(), Duration.ofMillis(300))) {
            List<MeasuredResponse> answers = generator.send(plan.subList(0, 100), Generator.Meanwhile.NOTHING);
            assertThat(answers.subList(50, 100)).allSatisfy(answer -> {
                assertThat(answer.status()).isZero();
                assertThat(answer.nanos()).isGreaterThanOrEqualTo(299 * MS);
            });
        }
    }

    @Test
    void allRequestsFailWithoutAServer() throws Exception {
        FixedDelayServer stub = new FixedDelayServer(id -> 0);
        stub.close();
        try (Generator generator = new Generator(stub.address(), Duration.ofMillis(300))) {
            assertThat(generator.send(plan.subList(0, 20), Generator.Meanwhile.NOTHING))
                    .allSatisfy(answer -> assertThat(answer.status()).isZero());
        }
    }
}
