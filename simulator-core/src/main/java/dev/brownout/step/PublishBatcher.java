package dev.brownout.step;

import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.kernel.Timer;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.MessageBatch;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.component.MessageSource.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Client library of a host that publishes messages in batches. It buffers messages until the batch is full or the
 * oldest message has waited for the linger time. Then it makes one call for the batch, and replies to each publisher
 * with the outcome. Buffered messages are lost in a crash.
 */
final class PublishBatcher implements Service, Host.Resident {
    private static final long BATCH = 0x6261746368L;

    private final Simulation simulation;
    private final Host host;
    private final Service calls;
    private final Batches batches;
    private final int maximum;
    private final ConstantDelayQueue linger;
    private final Timer closing = new Timer(new BatchTimeout());
    private List<Message> open = new ArrayList<>();
    /** Number of the current batch, so that the timeout of an earlier batch does not send it. */
    private int number;

    /** A buffered message, with the time since when it is buffered and its reply. */
    private record Message(Request request, long since, Trail trail, Reply reply) {}

    /**
     * Creates an empty batcher.
     *
     * @param calls client for batches, with the policies of the step
     * @param most maximum number of messages of a batch, at least 1
     * @param linger maximum waiting time of the oldest message
     */
    PublishBatcher(Simulation simulation, Host host, Service calls, Batches batches, int most, Duration linger) {
        this.simulation = simulation;
        this.host = host;
        this.calls = calls;
        this.batches = batches;
        this.maximum = most;
        this.linger = simulation.delay(linger.toNanos());
        host.attach(this);
    }

    @Override
    public void call(Request request, Reply reply) {
        batches.gather();
        open.add(new Message(request, simulation.now(), simulation.trail(), reply));
        if (open.size() == maximum) {
            send(open.size() - 1);
        } else if (open.size() == 1) {
            simulation.scheduleAfter(linger, closing, number);
        }
    }

    /** Sends the buffered messages as one call. The trace of the call continues that of the message {@code carrier}. */
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
                KeyedRandom.child(first.idempotencyKey(), BATCH, 0, 0),
                first.number(),
                first.source(),
                0,
                first.retryLayer(),
                0,
                Operation.WRITE,
                (int) Math.min(Integer.MAX_VALUE, bytes),
                first.intendedSendAt(),
                batch);
        calls.call(call, (outcome, detail) -> answer(sent, batch, carrier, outcome, detail));
    }

    /** Replies to all messages of a batch. A message that is known to be stored succeeds even if the call failed. */
    private void answer(List<Message> sent, MessageBatch batch, int carrier, Outcome outcome, long detail) {
        Trail own = simulation.trail();
        for (int i = 0; i < sent.size(); i++) {
            Message message = sent.get(i);
            if (i == carrier) {
                simulation.restore(own);
            } else {
                simulation.resume(message.trail, RequestPhase.OTHERS);
            }
            boolean stored = !outcome.good() && batch.isConfirmedStored(i);
            message.reply.accept(stored ? Outcome.OK : outcome, stored ? 0 : detail);
        }
        simulation.restore(own);
    }

    @Override
    public void onCrash() {
        number++;
        simulation.cancel(closing);
        batches.recordLoss(open.size());
        open = new ArrayList<>();
    }

    /** Sends a batch when its oldest message has waited for the linger time. */
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
