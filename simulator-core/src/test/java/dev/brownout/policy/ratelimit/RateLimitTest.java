package dev.brownout.policy.ratelimit;

import static dev.brownout.network.NetworkTestBench.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.ratelimit.RateLimitSpec.Per;
import dev.brownout.service.Request;
import dev.brownout.service.Request.RequestSource;
import dev.brownout.service.Service;
import dev.brownout.spec.Rate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final Counter limited = new Counter(bench.grid);

    private Service limit(Per per, LimitingAlgorithm algorithm, int burst) {
        RateLimitSpec spec = new RateLimitSpec(
                new Rate(10),
                Optional.of(burst),
                per,
                algorithm,
                Duration.ofSeconds(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        ClientQuotas own = new ClientQuotas(spec, bench.simulation, true);
        place.attach(own);
        return new RateLimit(spec, own, bench.simulation, place, 7, limited).wrap(bench.answering(place, 0));
    }

    private Request from(int client, int key) {
        Request r = bench.request();
        return new Request(
                r.identity(),
                r.idempotencyKey(),
                r.number(),
                new RequestSource(client, 0),
                0,
                0,
                key,
                r.operation(),
                1,
                r.intendedSendAt(),
                r.logical());
    }

    @Test
    void eachClientHasItsOwnQuota() {
        Service limit = limit(Per.CLIENT, LimitingAlgorithm.TOKEN_BUCKET, 1);
        limit.call(from(0, 1), bench.reply("a1"));
        limit.call(from(0, 2), bench.reply("a2"));
        limit.call(from(1, 1), bench.reply("b1"));
        bench.simulation.runUntil(MS);
        assertThat(bench.responses).containsExactly("a2 limited 0.0", "a1 ok 0.0", "b1 ok 0.0");
        assertThat(limited.total(bench.grid.span(0, bench.grid.end()))).isEqualTo(1);
    }

    @Test
    void eachKeyHasItsOwnQuota() {
        Service limit = limit(Per.KEY, LimitingAlgorithm.TOKEN_BUCKET, 1);
        for (int key = 0; key < 5000; key++) {
            limit.call(from(0, key), bench.reply("k"));
        }
        limit.call(from(1, 4999), bench.reply("again"));
        assertThat(bench.responses).containsExactly("again limited 0.0");
    }

    @Test
    void leakyBucketDelaysCalls() {
        Service limit = limit(Per.ALL, LimitingAlgorithm.LEAKY_BUCKET, 1);
        limit.call(from(0, 1), bench.reply("first"));
        limit.call(from(0, 1), bench.reply("second"));
        limit.call(from(0, 1), bench.reply("third"));
        bench.simulation.runUntil(1000 * MS);
        assertThat(bench.responses).containsExactly("third limited 0.0", "first ok 0.0", "second ok 100.0");
    }

    @Test
    void crashResetsTheQuota() {
        Service limit = limit(Per.ALL, LimitingAlgorithm.TOKEN_BUCKET, 1);
        limit.call(from(0, 1), bench.reply("before"));
        place.begin(FailureMode.CRASH);
        place.end(FailureMode.CRASH);
        limit.call(from(0, 1), bench.reply("after"));
        bench.simulation.runUntil(MS);
        assertThat(bench.responses).containsExactly("after ok 0.0");
    }
}
