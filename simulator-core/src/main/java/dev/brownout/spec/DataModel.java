package dev.brownout.spec;

import dev.brownout.sentence.Sentence;
import java.util.Optional;

/** Data model of a store, which determines the supported queries. */
public enum DataModel implements QuerySupport {
    @Doc("Relational: rows in tables, which a query joins. It has no traversal: each hop is a join.")
    RELATIONAL,
    @Doc("Documents, each read as a whole. It has no join and no traversal: store together what is read together.")
    DOCUMENT,
    @Doc("Nodes and the edges between them. It has no join: a traversal follows the edges.")
    GRAPH;

    @Override
    public Optional<Sentence> refusal(String query) {
        return switch (query) {
            case "join" ->
                switch (this) {
                    case RELATIONAL -> Optional.empty();
                    case DOCUMENT ->
                        Optional.of(Sentence.of(
                                "a document database has no join: store together what is read together, or read each "
                                        + "document by itself, such as { read: db/point, times: 20 }"));
                    case GRAPH ->
                        Optional.of(Sentence.of(
                                "a graph database has no join: its queries follow edges, call it traversal"));
                };
            case "traversal" ->
                switch (this) {
                    case RELATIONAL ->
                        Optional.of(Sentence.of(
                                "a relational database has no traversal: each hop is a join of its own, such as"
                                        + " { read: db/join, times: 3 }; model: graph follows edges"));
                    case DOCUMENT ->
                        Optional.of(Sentence.of(
                                "a document database has no traversal: each hop is a read of its own, such as"
                                        + " { read: db/point, times: 3 }; model: graph follows edges"));
                    case GRAPH -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
