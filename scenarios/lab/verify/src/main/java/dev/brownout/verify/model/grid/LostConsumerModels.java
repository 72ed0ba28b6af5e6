package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of a consumer that crashes: one of four, with 3 of 12 partitions. Its partitions are not read for
 * the session timeout S. Then an eager rebalance of 3 s pauses all partitions, and a cooperative one only those that
 * move: the greatest lag is r (S / 4 + 3 s) and r (S + 3 s) / 4 of r messages/s, rate times time. The stopped
 * partitions are 3 S + 12 x 3 s and 3 (S + 3 s), over the length of the run (Kafka documentation, session.timeout.ms;
 * KIP-429).
 *
 * <p>The session ends S after the last commit, about 10 ms before the crash, and some messages are in progress. The
 * reference values neglect both.
 */
public final class LostConsumerModels implements ModelFamily {
    @Override
    public String title() {
        return "Lost consumers";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                lostConsumer("6s", "eager(3s)", "consumer.lost.a"),
                lostConsumer("10s", "eager(3s)", "consumer.lost.b"),
                lostConsumer("45s", "eager(3s)", "consumer.lost.c"),
                lostConsumer("6s", "cooperative(3s)", "consumer.lost.d"),
                lostConsumer("10s", "cooperative(3s)", "consumer.lost.e"),
                lostConsumer("45s", "cooperative(3s)", "consumer.lost.f"));
    }

    private static ReferenceModel lostConsumer(String session, String protocol, String id) {
        return ScenarioRun.of("lost-consumer")
                .with("session", session)
                .with("protocol", protocol)
                .read(
                        id,
                        run -> Map.of(
                                "lag",
                                new PartialEstimate.Quotient(run.measure("log", "lag.max"), 1),
                                "stopped",
                                run.average("log", "stopped")))
                .asymptotic("lag", "stopped");
    }
}
