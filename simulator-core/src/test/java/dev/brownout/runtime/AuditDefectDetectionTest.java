package dev.brownout.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detection of each kind of component defect by the audit. */
class AuditDefectDetectionTest {
    private enum Defect {
        NONE,
        LOSES_A_REQUEST,
        ANSWERS_TWICE,
        KEEPS_A_SLOT,
        ACKNOWLEDGES_BEFORE_STORING,
        COUNTS_A_HIT_TWICE
    }

    /** Store with 100 slots and a response time of 1 ms. It shows its defect once, at the 50th call. */
    private static final class Store implements Service, AuditRegistry.Ledger {
        private final Simulation simulation;
        private final Defect defect;
        private final ComponentInFlightCount census;
        private long slots;
        private long calls;
        private long lookups;
        private long hits;
        private long acknowledged;
        private long durable;

        Store(ComponentContext context, Host host, Defect defect) {
            this.simulation = context.simulation();
            this.defect = defect;
            this.census = new ComponentInFlightCount(host);
            AuditRegistry audit = context.audit();
            audit.identity(
                    ": visits = calls inside",
                    census::callsInside,
                    () -> host.present().calls());
            audit.identity(": slots = visits", () -> slots, census::callsInside);
            audit.identity(": lookups = hits + misses", () -> lookups, () -> hits);
            audit.ledger(this);
        }

        @Override
        public void call(Request request, Reply reply) {
            boolean wrong = ++calls == 50;
            census.enter();
            slots++;
            lookups++;
            hits += wrong && defect == Defect.COUNTS_A_HIT_TWICE ? 2 : 1;
            simulation.scheduleAfter(1_000_000, step -> finish(reply, wrong), 0);
        }

        private void finish(Reply reply, boolean wrong) {
            census.leave();
            slots -= wrong && defect == Defect.KEEPS_A_SLOT ? 0 : 1;
            durable += wrong && defect == Defect.ACKNOWLEDGES_BEFORE_STORING ? 0 : 1;
            acknowledged++;
            if (!wrong || defect != Defect.LOSES_A_REQUEST) {
                reply.accept(Outcome.OK, 0);
            }
            if (wrong && defect == Defect.ANSWERS_TWICE) {
                reply.accept(Outcome.OK, 0);
            }
        }

        @Override
        public DataResult result() {
            return new DataResult(acknowledged, durable, acknowledged, durable, 0, 0, 0, 0, 0, 0);
        }
    }

    private static void run(Defect defect) {
        Scenes.scene()
                .networked()
                .withDuration(2, 0)
                .seededBy("broken on purpose")
                .with("store", new ReplyComponent((context, host) -> new Store(context, host, defect)))
                .requesting("get", new PoissonLoad(100), null, Duration.ofMillis(500), List.of(), Scenes.visit("store"))
                .run();
    }

    @Test
    void correctComponentPassesTheAudit() {
        assertThatCode(() -> run(Defect.NONE)).doesNotThrowAnyException();
    }

    @Test
    void auditDetectsALostRequest() {
        assertThatThrownBy(() -> run(Defect.LOSES_A_REQUEST))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("visits = calls inside");
    }

    @Test
    void secondReplyIsRejectedImmediately() {
        assertThatThrownBy(() -> run(Defect.ANSWERS_TWICE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void auditDetectsASlotLeak() {
        assertThatThrownBy(() -> run(Defect.KEEPS_A_SLOT))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("slots = visits");
    }

    @Test
    void auditDetectsAcknowledgementsOfUnstoredWrites() {
        assertThatThrownBy(() -> run(Defect.ACKNOWLEDGES_BEFORE_STORING))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("durable or lost");
    }

    @Test
    void auditDetectsAHitCountedTwice() {
        assertThatThrownBy(() -> run(Defect.COUNTS_A_HIT_TWICE))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("hits + misses");
    }
}
