package dev.brownout.component.database;

import java.util.ArrayList;
import java.util.List;

/** The streams of a primary: one to each replica that follows it. */
final class Streams {
    private final ReplicaGroup group;
    private List<Stream> open = new ArrayList<>();

    Streams(ReplicaGroup group) {
        this.group = group;
    }

    /** Ends all and begins one from the primary to each replica. */
    void reopen() {
        open.forEach(Stream::close);
        open = new ArrayList<>();
        for (Node node : group.nodes) {
            if (node.role == Node.Role.REPLICA) {
                open(node);
            }
        }
    }

    /** Begins one more. */
    void open(Node to) {
        Stream stream = new Stream(group, group.primary(), to);
        open.add(stream);
        stream.resume();
    }

    /** Ends the one to a node. */
    void close(Node to) {
        for (Stream stream : open) {
            if (stream.to() == to) {
                stream.close();
            }
        }
        open.removeIf(stream -> stream.to() == to);
    }

    /** The primary has committed something. */
    void committed() {
        for (int i = 0; i < open.size(); i++) {
            open.get(i).committed();
        }
    }

    /** A node is back: what it had to send or to receive begins again. */
    void returned(Node node) {
        for (Stream stream : open) {
            if (node == group.primary() || node == stream.to()) {
                stream.resume();
            }
        }
    }
}
