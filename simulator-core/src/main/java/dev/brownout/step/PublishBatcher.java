package dev.brownout.step;

import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.kernel.Timer;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.MessageBatch;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.MessageSource.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The library with which a machine publishes messages together: it keeps them until there are enough, or the oldest has
 * waited for long enough, and then makes one call for all. Each of those who publish waits for its answer. What it
 * keeps is gone with its process.
 */
final class PublishBatcher implements Service, Host.Resident {
    private static final long BATCH = 0x6261746368L;

    private final Simulation simulation;
    private final Host host;
    private final Service calls;
    private final Batches batches;
    private final int most;
    private final ConstantDelayQueue linger;
    private final Timer closing = new Timer(new BatchTimeout());
    private List<Message> open = new ArrayList<>();
    /** Grows with each batch, so that the end of one that was sent before does not send the next. */
    private int number;

    /** A message, since when it is kept, and who waits. */
    private record Message(Request request, long since, Trail trail, Reply reply) {}

    /**
     * Nothing kept yet.
     *
     * @param calls where batches go, within the policies of the step
     * @param most messages of a batch, at least 1
     * @param linger how long the oldest message waits for others
     */
    PublishBatcher(Simulation simulation, Host host, Service calls, Batches batches, int most, Duration linger) {
        this.simulation = simulation;
        this.host = host;
        this.calls = calls;
        this.batches = batches;
        this.most = most;
        this.linger = simulation.delay(linger.toNanos());
        host.attach(this);
    }

    @Override
    public void call(Request request, Reply reply) {
        batches.gather();
        open.add(new Message(request, simulation.now(), simulation.trail(), reply));
        if (open.size() == most) {
            send(open.size() - 1);
        } else if (open.size() == 1) {
            simulation.after(linger, closing, number);
        }
    }

    /** Sends what is kept; whatever follows from it follows from one of the messages. */
    private void send(int carrier) {
        number++;
        simulation.cancel(closing);
        List<Message> sent = open;
        open = new ArrayList<>();
        long bytes = 0;
        List<Request> requests = new ArrayList<>(sent.size());
        for (Message message : sent) {
            batches.send(message.since);
            bytes += message.request.sizeBytes();
            requests.add(message.request);
        }
        batches.sent();
        Request first = requests.get(0);
        long identity = KeyedRandom.child(first.identity(), BATCH, 0, 0);
        MessageBatch batch = new MessageBatch(requests, identity);
        Request call = new Request(
                identity,
                KeyedRandom.child(first.origin(), BATCH, 0, 0),
                first.number(),
                first.source(),
                0,
                first.layer(),
                first.region(),
                0,
                Operation.WRITE,
                (int) Math.min(Integer.MAX_VALUE, bytes),
                first.bornAt(),
                batch,
                CancellationToken.NONE);
        calls.call(call, (outcome, detail) -> answer(sent, batch, carrier, outcome, detail));
    }

    /** Tells everybody; whatever became of the rest, what is known to be stored is. */
    private void answer(List<Message> sent, MessageBatch batch, int carrier, Outcome outcome, long detail) {
        Trail own = simulation.trail();
        for (int i = 0; i < sent.size(); i++) {
            Message message = sent.get(i);
            if (i == carrier) {
                simulation.restore(own);
            } else {
                simulation.resume(message.trail, RequestPhase.OTHERS);
            }
            boolean stored = !outcome.good() && batch.stored(i);
            message.reply.accept(stored ? Outcome.OK : outcome, stored ? 0 : detail);
        }
        simulation.restore(own);
    }

    @Override
    public void onCrash() {
        number++;
        simulation.cancel(closing);
        batches.lost(open.size());
        open = new ArrayList<>();
    }

    /** The oldest message has waited for long enough. */
    private final class BatchTimeout extends Event {
        @Override
        public void fire(int batch) {
            if (batch != number) {
                return;
            }
            if (host.isSuspended()) {
                host.defer(this, batch);
            } else {
                send(0);
            }
        }

        @Override
        public RequestPhase phase(int batch) {
            return RequestPhase.WAITING;
        }
    }
}
