package dev.brownout.component.database;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Versions;
import java.util.ArrayList;
import java.util.List;

/**
 * The writes of a database: each works on a core of the primary, enters the log there, and is answered when enough
 * replicas have received it. A node that may not write any more says so, however late.
 */
final class Commits {
    private final ReplicaGroup group;
    private final Acknowledgements acknowledgements;
    private final boolean deduplicate;
    private final List<Reply> strays = new ArrayList<>();
    private Node deposed;
    private Node noted;

    Commits(ReplicaGroup group, Acknowledgements acknowledgements, boolean deduplicate) {
        this.group = group;
        this.acknowledgements = acknowledgements;
        this.deduplicate = deduplicate;
    }

    /** A write has arrived at a node. */
    void arrive(Node node, Request request, Reply reply) {
        if (!group.leadership.accepts(node)) {
            refuse(node, reply);
            return;
        }
        long work = group.writeWork.sampleNanos(group.writeDraws.at(request.identity()));
        if (!node.cores.offer(new WriteTask(node, request, reply, work), work)) {
            reply.accept(Outcome.REJECTED, group.number);
        }
    }

    /** The work of a write is done. */
    void commit(WriteTask write) {
        if (!group.leadership.accepts(write.node)) {
            refuse(write.node, write.reply);
        } else if (write.node.role == Node.Role.LATE) {
            stray(write);
        } else {
            log(write);
        }
    }

    private void log(WriteTask write) {
        Request request = write.request;
        Log log = group.log;
        WriteLedger.Write entry = group.ledger.of(request);
        long position = deduplicate ? entry.position() : 0;
        if (position == 0) {
            position = log.append(group.simulation.now(), entry, request.key(), request.sizeBytes(), write.workNanos);
            group.ledger.logged(entry, position);
            group.committed();
        }
        long promisedAt = group.staleness.versions.kept(request);
        if (promisedAt != Versions.NOTHING) {
            log.acknowledge(entry, request.key(), entry.version, promisedAt);
        }
        acknowledgements.await(position, entry.version, write.reply);
    }

    /** A node that has not heard of its successor writes what nobody will follow. */
    private void stray(WriteTask write) {
        group.ledger.strayed(group.ledger.of(write.request));
        if (noted != write.node) {
            noted = write.node;
            group.note(
                    "late-write-accepted", write.node, write.node.name() + " accepted a write after another took over");
        }
        if (acknowledgements.needed()) {
            strays.add(write.reply);
        } else {
            write.reply.accept(Outcome.OK, group.log.number());
        }
    }

    /** A primary stops being that: whoever waits for its replicas is not answered before it knows. */
    void depose(Node node) {
        strays.addAll(acknowledgements.surrender());
        deposed = node;
        noted = null;
    }

    /** A node learns that it is no longer primary: whoever waited for its replicas is told that it failed. */
    void recall(Node node) {
        if (node == deposed) {
            List<Reply> waiting = new ArrayList<>(strays);
            forget(node);
            waiting.forEach(reply -> reply.accept(Outcome.FAILED, group.number));
        }
    }

    /** The process of such a node died: nobody answers. */
    void forget(Node node) {
        if (node == deposed) {
            strays.clear();
            deposed = null;
        }
    }

    private void refuse(Node node, Reply reply) {
        if (noted != node) {
            noted = node;
            group.note("late-write-rejected", node, node.name() + " rejected a write: it is no longer primary");
        }
        reply.accept(Outcome.UNAVAILABLE, group.number);
    }
}
