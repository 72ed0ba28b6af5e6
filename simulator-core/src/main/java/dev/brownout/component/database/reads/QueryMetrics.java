package dev.brownout.component.database.reads;

import dev.brownout.measure.Counter;
import dev.brownout.measure.LatencyHistogram;
import dev.brownout.vocabulary.ChartTitle;
import dev.brownout.vocabulary.Doc;

/** What is measured of each class of queries; of a database without classes nothing. */
public record QueryMetrics(
        @Doc("Queries that were answered: of a class, such as db/join.queries, or of all classes together.")
        @ChartTitle(value = "Queries answered by {}", each = "query")
        Counter queries,

        @Doc("From a query's arrival at a node to its answer there: of a class, or of all classes together.")
        LatencyHistogram query_time) {}
