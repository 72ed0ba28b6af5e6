package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.FanOutMessages;
import dev.brownout.service.MessageBatch;
import dev.brownout.service.Outcome;
import dev.brownout.service.PublicationFanOut;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.List;
import java.util.Optional;

/** Server side of publishing on one broker: stores the messages of a call after the append time. */
final class AppendStage implements Service {
    private final TopicComponent topic;
    private final Simulation simulation;
    private final Host host;
    private final int broker;
    private final Sampler send;
    private final KeyedRandom random;

    AppendStage(TopicComponent topic, Host host, int broker, Sampler send, KeyedRandom random) {
        this.topic = topic;
        this.simulation = topic.simulation();
        this.host = host;
        this.broker = broker;
        this.send = send;
        this.random = random;
    }

    @Override
    public void call(Request request, Reply reply) {
        store(request, null, reply);
    }

    /** Returns the service for publications of one message, or of several with a fan-out. */
    Service of(Optional<PublicationFanOut> fanOut) {
        return fanOut.<Service>map(publicationFanOut -> (request, reply) ->
                        store(request, new FanOutMessages(publicationFanOut, request, topic), reply))
                .orElse(this);
    }

    private void store(Request request, FanOutMessages bundle, Reply reply) {
        long nanos = host.slowedNanos(send.sampleNanos(random.withIdentity(request.identity())));
        simulation.scheduleAfter(nanos, new AppendWrite(request, bundle, reply), 0);
    }

    /** Append of the messages of one call to the log. */
    private final class AppendWrite extends Event {
        private final Request request;
        private final FanOutMessages bundle;
        private final Reply reply;
        private final int incarnation = host.incarnation();
        private int missing;
        private Outcome worst = Outcome.OK;

        AppendWrite(Request request, FanOutMessages bundle, Reply reply) {
            this.request = request;
            this.bundle = bundle;
            this.reply = reply;
        }

        @Override
        public void fire(int step) {
            if (host.incarnation() != incarnation) {
                return;
            }
            if (host.isSuspended()) {
                host.defer(this, step);
                return;
            }
            if (bundle != null) {
                topic.logs().store(bundle);
                reply.accept(Outcome.OK, 0);
                return;
            }
            if (!topic.hasCopies() && !(request.logical() instanceof MessageBatch)) {
                topic.logs().store(request);
                reply.accept(Outcome.OK, 0);
                return;
            }
            Outcome refused = topic.refusal(broker, request);
            if (refused.good() && request.logical() instanceof MessageBatch batch && !batch.tryAccept()) {
                refused = Outcome.FAILED;
            }
            if (refused.good()) {
                acknowledge(topic.logs().store(request));
            } else {
                reply.accept(refused, topic.number());
            }
        }

        private void acknowledge(List<PartitionReplicas> stored) {
            if (topic.spec().replication().acks().isPresent()) {
                stored.forEach(PartitionReplicas::acknowledge);
                reply.accept(Outcome.OK, 0);
                return;
            }
            missing = stored.size();
            stored.forEach(copies -> copies.await(this::onStored));
        }

        private void onStored(Outcome outcome) {
            worst = outcome.good() ? worst : outcome;
            if (--missing == 0) {
                reply.accept(worst, worst.good() ? 0 : topic.number());
            }
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.WORK;
        }
    }
}
