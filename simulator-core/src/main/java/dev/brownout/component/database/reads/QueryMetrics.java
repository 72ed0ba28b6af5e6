package dev.brownout.component.database.reads;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;

/** Metrics of one query class. A database without query classes has none. */
public record QueryMetrics(
        @Doc("Queries that were answered: of a class, such as db/join.queries, or of all classes together.")
        @ChartTitle(value = "Queries answered by {}", each = "query")
        Counter queries,

        @Doc("From a query's arrival at a node to its answer there: of a class, or of all classes together.")
        LatencyHistogram query_time) {}
