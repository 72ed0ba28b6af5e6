package dev.brownout.component.idgenerator;

import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.id.IdBitLayout;
import dev.brownout.id.SnowflakeSequencer;
import dev.brownout.id.TakenSequences;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.spi.ComponentContext;

/** Snowflake worker on one host. It creates identifiers from the time of the host's clock, in no simulated time. */
final class SnowflakeWorker implements Host.Resident {
    private static final long MILLI = 1_000_000;

    private final Host host;
    private final int component;
    private final IdBitLayout layout;
    private final int number;
    private final SnowflakeSequencer worker;
    private final MachineClock clock;
    private final TakenSequences takenSequences;
    private final IssuedIds issued;

    /**
     * Creates a worker with a correct clock.
     *
     * @param number configured worker number
     * @param takenSequences sequences issued by all workers with this number
     */
    SnowflakeWorker(
            IdGeneratorSpec spec,
            ComponentContext context,
            Host host,
            int number,
            TakenSequences takenSequences,
            IssuedIds issued) {
        Simulation simulation = context.simulation();
        this.host = host;
        this.component = context.number();
        this.layout = new IdBitLayout(spec.workerBits(), spec.sequenceBits());
        this.number = number;
        this.worker = new SnowflakeSequencer(layout, spec.guard());
        this.clock = new MachineClock(simulation);
        this.takenSequences = takenSequences;
        this.issued = issued;
        host.attach(this);
        host.attach(clock);
    }

    /** Issues an identifier. The response is sent when the clock shows the millisecond of the identifier. */
    void call(Request request, Reply reply) {
        long millisecond = worker.generate(Math.floorDiv(clock.read(), MILLI));
        if (millisecond == SnowflakeSequencer.REFUSED) {
            issued.onRefused();
            reply.accept(Outcome.FAILED, component);
            return;
        }
        boolean fresh = takenSequences.tryTake(millisecond, worker.sequence());
        long id = layout.id(millisecond, number, worker.sequence());
        long wait = clock.nanosUntil(millisecond * MILLI);
        if (wait == 0) {
            reply(id, fresh, reply);
        } else {
            issued.onDelayed();
            host.schedule(wait, RequestPhase.WAITING, () -> reply(id, fresh, reply));
        }
    }

    private void reply(long id, boolean fresh, Reply reply) {
        issued.add(id, 0, fresh);
        reply.accept(Outcome.OK, 0);
    }

    @Override
    public void onCrash() {
        worker.discard();
    }
}
