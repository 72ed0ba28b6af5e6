package dev.brownout.reference;

import java.util.List;
import java.util.Optional;

/**
 * Pages about terms of the field that scenarios have no word for: what is meant, why it is none, what to say instead.
 */
final class Terms {
    private Terms() {}

    static List<ManualPage> pages() {
        return List.of(term(
                "circular",
                "Circular replication is no mode here: each node would replicate from the one before it in a ring, and"
                        + " hand on what that one has committed and heard.",
                List.of(
                        "Why not: a write reaches the last of n nodes after n - 1 lags, one after the other; one dead"
                                + " node stops all behind it, until somebody closes the ring around it; and a conflict"
                                + " is met, and decided, at each node anew, so that the nodes may end apart.",
                        "Instead: 'replication: { mode: multi-primary }' lets each region take writes and send them to"
                                + " all others itself, which is one lag wherever they go; 'conflicts: last-write' or"
                                + " 'vector-clock' says what becomes of two writes that have not seen each other."
                                + " 'mode: async' with one primary has no conflicts at all.",
                        "What such a ring costs can be reckoned: with a backlog of 200 ms, 100 ms between neighbours"
                                + " and four regions, the last of them is 3 x 300 ms = 900 ms behind, and its writes"
                                + " meet those of the first as over one stream of that lag: 'backlog: 800ms'.",
                        "The scenario multi-primary-conflict shows what several primaries do to each other's writes."
                                + " Source of what is meant: MySQL 8.4 Reference Manual, NDB Cluster Replication:"
                                + " Bidirectional and Circular Replication."),
                """
                regions:
                  east: { at: us-east, users: 60% }
                  west: { at: us-west, users: 40% }
                components:
                  books: { kind: database, regions: [east, west], replication: { mode: multi-primary } }
                """));
    }

    private static ManualPage term(String name, String sentence, List<String> notes, String example) {
        return new ManualPage(
                Group.TERMS, name, Group.TERMS.one(), sentence, Optional.empty(), List.of(), List.of(), notes, example);
    }
}
