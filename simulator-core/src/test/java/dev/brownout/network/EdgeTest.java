package dev.brownout.network;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.host.FailureMode;
import dev.brownout.host.FifoCores;
import dev.brownout.host.Host;
import dev.brownout.host.MeteredInFlightCount;
import dev.brownout.host.Task;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Service;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Outcomes of calls as the caller sees them, for each state of the callee. Every call gets at most one reply. */
class EdgeTest {
    private final NetworkTestBench bench = new NetworkTestBench(MS / 2);
    private final Host caller = bench.host("web", "1", "");
    private final Host callee = bench.host("db", "1", "");
    private final Service tenMillis = bench.answering(callee, 10 * MS);

    private void call(Edge edge, String name) {
        edge.send(caller, bench.request(), bench.reply(name));
    }

    private Edge withTimeout(long nanos) {
        return bench.edge(caller, callee, tenMillis, nanos);
    }

    private void run() {
        bench.simulation.runUntil(100 * SECOND);
    }

    @Test
    void responseTakesTheRoundTripAndTheServiceTime() {
        call(withTimeout(SECOND), "a");
        run();
        assertThat(bench.responses).containsExactly("a ok 10.5");
    }

    @Test
    void aCrashedProcessRefusesInOneRoundTrip() {
        callee.begin(FailureMode.CRASH);
        call(withTimeout(SECOND), "a");
        run();
        assertThat(bench.responses).containsExactly("a refused 0.5");
        assertThat(callee.meter().arrivals()).isZero();
    }

    @Test
    void crashResetsCallsInFlight() {
        call(withTimeout(SECOND), "a");
        bench.scheduleAt(5 * MS, () -> callee.begin(FailureMode.CRASH));
        run();
        assertThat(bench.responses).containsExactly("a reset 5.25");
        assertThat(callee.meter().callsInside()).isZero();
    }

    @Test
    void powerLossCausesNoReplyUntilTheCallersTimeout() {
        Edge edge = withTimeout(SECOND);
        call(edge, "inside");
        bench.scheduleAt(5 * MS, () -> callee.begin(FailureMode.POWER_OFF));
        bench.scheduleAt(6 * MS, () -> call(edge, "later"));
        bench.scheduleAt(SECOND / 2, () -> callee.end(FailureMode.POWER_OFF));
        bench.scheduleAt(SECOND / 2, () -> call(edge, "back"));
        run();
        assertThat(bench.responses)
                .containsExactly("back ok 510.5", "inside timed_out 1000.0", "later timed_out 1006.0");
        assertThat(callee.meter().callsInside()).isZero();
    }

    @Test
    void blackholeLosesTheResponseButNotTheWork() {
        call(withTimeout(SECOND), "a");
        bench.scheduleAt(5 * MS, () -> callee.begin(FailureMode.BLACKHOLE));
        run();
        assertThat(bench.responses).containsExactly("a timed_out 1000.0");
        assertThat(callee.meter().departures()).isEqualTo(1);
    }

    @Test
    void crashOfAnUnreachableHostSendsNoReset() {
        call(withTimeout(SECOND), "a");
        bench.scheduleAt(3 * MS, () -> callee.begin(FailureMode.BLACKHOLE));
        bench.scheduleAt(5 * MS, () -> callee.begin(FailureMode.CRASH));
        run();
        assertThat(bench.responses).containsExactly("a timed_out 1000.0");
    }

    @Test
    void hungProcessAcceptsCallsAndRespondsAfterTheHang() {
        callee.begin(FailureMode.HANG);
        Edge edge = withTimeout(SECOND);
        call(edge, "early");
        bench.scheduleAt(900 * MS, () -> call(edge, "late"));
        bench.scheduleAt(1500 * MS, () -> callee.end(FailureMode.HANG));
        run();
        assertThat(bench.responses).containsExactly("early timed_out 1000.0", "late ok 1510.25");
    }

    @Test
    void pauseEndsInABurstOfLateResponses() {
        Edge edge = withTimeout(0);
        call(edge, "inside");
        bench.scheduleAt(5 * MS, () -> callee.begin(FailureMode.PAUSE));
        bench.scheduleAt(6 * MS, () -> call(edge, "meanwhile"));
        bench.scheduleAt(8005 * MS, () -> callee.end(FailureMode.PAUSE));
        run();
        assertThat(bench.responses).containsExactly("inside ok 8005.25", "meanwhile ok 8015.25");
    }

    @Test
    void crashOfAPausedHostResetsItsCalls() {
        callee.begin(FailureMode.PAUSE);
        call(withTimeout(SECOND), "a");
        bench.scheduleAt(5 * MS, () -> callee.begin(FailureMode.CRASH));
        run();
        assertThat(bench.responses).containsExactly("a reset 5.25");
    }

    @Test
    void errorInjectionFailsAShareOfCallsImmediately() {
        callee.fail(0.2);
        Edge edge = withTimeout(SECOND);
        for (int i = 0; i < 10_000; i++) {
            call(edge, "a");
        }
        run();
        long failed = bench.responses.stream().filter("a failed 0.5"::equals).count();
        assertThat(failed).isBetween(1_840L, 2_160L);
        assertThat(bench.responses).hasSize(10_000);
    }

    @Test
    void slowHostMultipliesTheServiceTime() {
        FifoCores cores = new FifoCores(
                bench.simulation, callee, 1, 100, new Occupancy(bench.grid), new TimeWeighted(bench.grid));
        Service working = (request, reply) -> cores.enqueueUnbounded(work(reply), 10 * MS);
        callee.slow(10);
        Edge edge = bench.edge(caller, callee, working, SECOND);
        call(edge, "slow");
        bench.scheduleAt(200 * MS, () -> {
            callee.endSlow(10);
            call(edge, "normal");
        });
        run();
        assertThat(bench.responses).containsExactly("slow ok 100.5", "normal ok 210.5");
    }

    private static Task work(Reply reply) {
        return new Task() {
            @Override
            protected void onWorked() {
                reply.accept(Outcome.OK, 0);
            }
        };
    }

    @Test
    void partitionedLinkTimesOutAndDegradedLinkIsSlow() {
        Edge edge = withTimeout(SECOND);
        List<Link> links = bench.network.links("", "");
        Link.Degradation slower = new Link.Degradation(100 * MS, 0, Double.POSITIVE_INFINITY);
        Link.Degradation narrow = new Link.Degradation(0, 0, 8_000);
        links.forEach(link -> link.degrade(slower));
        links.forEach(link -> link.degrade(narrow));
        call(edge, "both");
        bench.scheduleAt(2 * SECOND, () -> links.forEach(link -> link.recover(narrow)));
        bench.scheduleAt(2 * SECOND, () -> call(edge, "slower"));
        bench.scheduleAt(4 * SECOND, () -> links.forEach(link -> link.recover(slower)));
        bench.scheduleAt(4 * SECOND, () -> links.forEach(Link::cut));
        bench.scheduleAt(4 * SECOND, () -> call(edge, "cut"));
        bench.scheduleAt(6 * SECOND, () -> links.forEach(Link::endPartition));
        bench.scheduleAt(6 * SECOND, () -> call(edge, "mended"));
        run();
        assertThat(bench.responses)
                .containsExactly(
                        "both timed_out 1000.0", "slower ok 2210.5", "cut timed_out 5000.0", "mended ok 6010.5");
    }

    @Test
    void crashedCallerReceivesNoReply() {
        Edge edge = withTimeout(SECOND);
        call(edge, "a");
        bench.scheduleAt(5 * MS, () -> caller.begin(FailureMode.CRASH));
        bench.scheduleAt(7 * MS, () -> caller.end(FailureMode.CRASH));
        run();
        assertThat(bench.responses).isEmpty();
        assertThat(edge.endedCalls()).isEqualTo(1);
        assertThat(edge.waiting()).isZero();
    }

    @Test
    void crashOfAPausedCallerEndsItsCall() {
        Edge edge = withTimeout(SECOND);
        call(edge, "a");
        bench.scheduleAt(5 * MS, () -> caller.begin(FailureMode.PAUSE));
        bench.scheduleAt(2 * SECOND, () -> caller.begin(FailureMode.CRASH));
        run();
        assertThat(bench.responses).isEmpty();
        assertThat(edge.endedCalls()).isEqualTo(1);
        assertThat(edge.waiting()).isZero();
    }

    @Test
    void pausedCallerGetsAResponseThatPrecededItsTimeout() {
        Edge edge = withTimeout(SECOND);
        call(edge, "a");
        bench.scheduleAt(5 * MS, () -> caller.begin(FailureMode.PAUSE));
        bench.scheduleAt(2 * SECOND, () -> caller.end(FailureMode.PAUSE));
        run();
        assertThat(bench.responses).containsExactly("a ok 2000.0");
    }

    @Test
    void immediateRetryAfterACrashIsRefused() {
        NetworkTestBench near = new NetworkTestBench(0);
        Host one = near.host("web", "1", "");
        Host other = near.host("db", "1", "");
        Edge edge = near.edge(one, other, near.answering(other, 10 * MS), SECOND);
        edge.send(one, near.request(), (outcome, detail) -> {
            near.reply("first").accept(outcome, detail);
            edge.send(one, near.request(), near.reply("again"));
        });
        near.scheduleAt(5 * MS, () -> other.begin(FailureMode.CRASH));
        near.simulation.runUntil(10 * SECOND);
        assertThat(near.responses).containsExactly("first reset 5.0", "again refused 5.0");
    }

    @Test
    void selfCallEndsOnceWhenItsHostCrashes() {
        Edge edge = bench.edge(callee, callee, tenMillis, SECOND);
        edge.send(callee, bench.request(), bench.reply("a"));
        bench.scheduleAt(5 * MS, () -> callee.begin(FailureMode.PAUSE));
        bench.scheduleAt(3 * SECOND, () -> callee.begin(FailureMode.CRASH));
        run();
        assertThat(bench.responses).isEmpty();
        assertThat(edge.endedCalls()).isEqualTo(1);
        assertThat(callee.meter().callsInside()).isZero();
    }

    @Test
    void secondReplyToACallIsDetected() {
        List<Reply> kept = new ArrayList<>();
        Edge edge = bench.edge(caller, callee, (request, reply) -> kept.add(reply), SECOND);
        call(edge, "a");
        call(edge, "b");
        bench.simulation.runUntil(MS);
        kept.get(0).accept(Outcome.OK, 0);
        assertThatThrownBy(() -> kept.get(0).accept(Outcome.OK, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("db/1 responded to one call twice");
        run();
        kept.get(1).accept(Outcome.OK, 0);
        run();
        assertThatThrownBy(() -> kept.get(1).accept(Outcome.OK, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(bench.responses).containsExactly("a ok 1.25", "b timed_out 1000.0");
    }

    @Test
    void requestWithoutReplyStaysInFlightAtTheCallee() {
        Edge edge = bench.edge(caller, callee, (request, reply) -> {}, SECOND);
        call(edge, "a");
        run();
        assertThat(bench.responses).containsExactly("a timed_out 1000.0");
        assertThat(callee.meter().arrivals()).isEqualTo(1);
        assertThat(callee.meter().departures()).isZero();
        assertThat(callee.present()).isEqualTo(new MeteredInFlightCount(1, BigInteger.valueOf(MS / 4), 0));
    }

    @Test
    void everyCallEndsOnceUnderRandomFaults() {
        for (int seed = 0; seed < 30; seed++) {
            RandomHostFaults chaos = new RandomHostFaults(seed).run();
            assertThat(Arrays.stream(chaos.answers).max()).hasValue(1);
            assertThat(chaos.edge.issued()).isEqualTo(chaos.sent).isGreaterThan(500);
            assertThat(chaos.edge.waiting()).isZero();
            assertThat(chaos.edge.endedCalls()).isEqualTo(chaos.sent);
            assertThat(chaos.callee.meter().arrivals())
                    .isEqualTo(chaos.callee.meter().departures());
            assertThat(chaos.callee.present()).isEqualTo(new MeteredInFlightCount(0, BigInteger.ZERO, 0));
            assertThat(chaos.callee.isUp()).isTrue();
        }
    }
}
