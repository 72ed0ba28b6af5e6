package dev.brownout.component.database.reads;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Spread;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Titled;

/** What is measured of each class of queries; of a database without classes nothing. */
public record QueryMeasures(
        @Doc("Queries that were answered: of a class, such as db/join.queries, or of all classes together.")
        @Titled(value = "Queries answered by {}", each = "query")
        Counter queries,

        @Doc("From a query's arrival at a node to its answer there: of a class, or of all classes together.")
        Spread query_time) {}
