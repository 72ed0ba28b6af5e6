package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.service.MessageBatch;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Client library for publishing to a topic with leaders. Each message goes to the leader of its partition. A batch
 * becomes one call for each leader. With acks 0, the publisher continues as soon as it has sent the call.
 */
final class Publisher implements Service {
    private final TopicComponent topic;
    private final Host from;
    private final Edge[] connections;
    private final boolean waitsForAcks;

    /**
     * Creates the publisher of one host.
     *
     * @param connections connections to the brokers, in their order
     */
    Publisher(TopicComponent topic, Host from, Edge[] connections) {
        this.topic = topic;
        this.from = from;
        this.connections = connections;
        this.waitsForAcks = !topic.spec().replication().fireAndForget();
    }

    @Override
    public void call(Request request, Reply reply) {
        Request call = request.withOperation(Request.Operation.WRITE);
        if (call.logical() instanceof MessageBatch batch) {
            divide(call, batch, reply);
        } else {
            send(topic.copies(topic.logs().partitionOf(call, call)), call, reply);
        }
    }

    private void divide(Request call, MessageBatch batch, Reply reply) {
        Map<Integer, List<Integer>> byLeader = new TreeMap<>();
        for (int i = 0; i < batch.size(); i++) {
            if (!batch.isConfirmedStored(i)) {
                PartitionReplicas copies = topic.copies(topic.logs().partitionOf(call, batch.message(i)));
                int leader = copies.isLed() ? copies.leader() : -1;
                byLeader.computeIfAbsent(leader, l -> new ArrayList<>()).add(i);
            }
        }
        Parts parts = new Parts(byLeader.size(), reply);
        byLeader.forEach((leader, indexes) -> {
            Request part = call.partOf(leader, batch.subset(indexes));
            PartitionReplicas copies = topic.copies(topic.logs().partitionOf(call, batch.message(indexes.get(0))));
            send(copies, part, (outcome, detail) -> {
                if (outcome.good()) {
                    batch.confirmStored(indexes);
                }
                parts.accept(outcome, detail);
            });
        });
    }

    private void send(PartitionReplicas copies, Request call, Reply reply) {
        if (!copies.isLed()) {
            reply.accept(Outcome.UNAVAILABLE, topic.number());
        } else if (waitsForAcks) {
            connections[copies.leader()].send(from, call, reply);
        } else {
            MessageBatch batch = new MessageBatch(MessageBatch.messages(call), MessageBatch.identity(call));
            long acknowledgedAt = topic.now();
            connections[copies.leader()].send(from, call.partOf(0, batch), (outcome, detail) -> {
                if (!outcome.good() && batch.tryRecall()) {
                    topic.recordLoss(batch.size(), acknowledgedAt, call.source().number());
                }
            });
            reply.accept(Outcome.OK, 0);
        }
    }

    /** Collects the responses to the parts of a batch. The result is the last error, or success if there is none. */
    private static final class Parts implements Reply {
        private final Reply reply;
        private int missing;
        private Outcome worst = Outcome.OK;
        private long detail;

        Parts(int missing, Reply reply) {
            this.missing = missing;
            this.reply = reply;
        }

        @Override
        public void accept(Outcome outcome, long itsDetail) {
            if (!outcome.good()) {
                worst = outcome;
                detail = itsDetail;
            }
            if (--missing == 0) {
                reply.accept(worst, detail);
            }
        }
    }
}
